import { SkeletonPage } from "@/components/ui/skeleton";

export default function PersonasLoading() {
  return <SkeletonPage shape="cards" />;
}
