import { SkeletonPage } from "@/components/ui/skeleton";

export default function DecisionsLoading() {
  return <SkeletonPage shape="table" />;
}
