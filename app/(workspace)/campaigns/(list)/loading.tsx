import { SkeletonPage } from "@/components/ui/skeleton";

export default function CampaignsLoading() {
  return <SkeletonPage shape="table" />;
}
