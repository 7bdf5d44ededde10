import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function WorkNotFound() {
  return (
    <AreaNotFound
      area={{ label: "My work", href: "/work" }}
      title="There is nothing at this address"
      action="Open my work"
    />
  );
}
