import { SearchX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main" className="grid min-h-[70dvh] place-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is nothing at this address"
        action={
          <ButtonLink href="/overview" variant="primary">
            Open the overview
          </ButtonLink>
        }
      >
        It may have been deleted, or it belongs to another workspace. Check the link, or search from the
        overview.
      </EmptyState>
    </main>
  );
}
