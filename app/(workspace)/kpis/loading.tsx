import { SkeletonPage } from "@/components/ui/skeleton";

export default function KpisLoading() {
  return <SkeletonPage shape="cards" />;
}
