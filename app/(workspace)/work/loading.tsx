import { SkeletonPage } from "@/components/ui/skeleton";

export default function WorkLoading() {
  return <SkeletonPage shape="list" />;
}
