import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function CampaignsNotFound() {
  return (
    <AreaNotFound
      area={{ label: "Campaigns", href: "/campaigns" }}
      title="There is no such campaign"
      action="Open all campaigns"
    />
  );
}
