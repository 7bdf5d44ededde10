import { SkeletonPage } from "@/components/ui/skeleton";

export default function CustomersLoading() {
  return <SkeletonPage shape="table" />;
}
