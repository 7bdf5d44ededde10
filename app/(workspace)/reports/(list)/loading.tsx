import { SkeletonPage } from "@/components/ui/skeleton";

export default function ReportsLoading() {
  return <SkeletonPage shape="cards" />;
}
