import { SkeletonPage } from "@/components/ui/skeleton";

export default function NewCampaignLoading() {
  return <SkeletonPage shape="document" />;
}
