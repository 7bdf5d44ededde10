import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function DecisionsNotFound() {
  return (
    <AreaNotFound
      area={{ label: "Decisions", href: "/decisions" }}
      title="There is no such decision"
      action="Open all decisions"
    />
  );
}
