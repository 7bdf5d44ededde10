import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function PersonasNotFound() {
  return (
    <AreaNotFound
      area={{ label: "Personas", href: "/personas" }}
      title="There is no such persona"
      action="Open all personas"
    />
  );
}
