import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function WorkspaceNotFound() {
  return (
    <AreaNotFound
      area={{ label: "Overview", href: "/overview" }}
      title="There is nothing at this address"
      action="Open the overview"
    />
  );
}
