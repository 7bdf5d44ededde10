import { SkeletonPage } from "@/components/ui/skeleton";

export default function SegmentsLoading() {
  return <SkeletonPage shape="table" />;
}
