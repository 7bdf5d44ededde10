"use client";

import { ErrorPanel } from "@/components/ui/error-panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";

export type AreaErrorProps = { error: unknown; retry: () => void };

type AreaProps = AreaErrorProps & { area: { label: string; href: string }; title: string };

/** A page of an area that failed, inside the shell: what, what still holds, Try again, and the log's reference. */
export function AreaError({ area, title, error, retry }: AreaProps) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <>
      <PageHeader crumbs={[area, { label: "Did not load" }]} />
      <PageBody width="reading">
        <ErrorPanel title={title} reference={reference} onRetry={retry}>
          {reference
            ? "The server could not read what this page shows. Nothing was lost or changed. Try again; if it fails twice, give the reference to whoever runs this server."
            : "The page stopped in this browser. Nothing was lost on the server. Try again, or reload the page."}
        </ErrorPanel>
      </PageBody>
    </>
  );
}
