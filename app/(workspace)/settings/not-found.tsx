import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function SettingsNotFound() {
  return (
    <AreaNotFound
      area={{ label: "Settings", href: "/settings" }}
      title="There is nothing at this address"
      action="Open settings"
    />
  );
}
