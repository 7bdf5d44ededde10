import { SkeletonPage } from "@/components/ui/skeleton";

export default function NewPersonaLoading() {
  return <SkeletonPage shape="document" />;
}
