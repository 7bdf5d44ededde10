import { SearchX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";

type AreaNotFoundProps = { area: { label: string; href: string }; title: string; action: string };

/** Nothing is there, inside the shell, with the way back to the area. */
export function AreaNotFound({ area, title, action }: AreaNotFoundProps) {
  return (
    <>
      <PageHeader crumbs={[area, { label: "Not found" }]} />
      <PageBody width="reading">
        <EmptyState
          icon={<SearchX />}
          title={title}
          action={
            <ButtonLink href={area.href} variant="primary">
              {action}
            </ButtonLink>
          }
        >
          It may have been deleted, or it belongs to another workspace. Check the link, or search with Ctrl or
          ⌘ K.
        </EmptyState>
      </PageBody>
    </>
  );
}
