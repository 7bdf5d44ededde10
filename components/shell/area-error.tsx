"use client";

import { usePathname } from "next/navigation";
import { ErrorPanel } from "@/components/ui/error-panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { isUnder, NAV, SETTINGS } from "./nav";

export type AreaErrorProps = { error: unknown; retry: () => void };

/** What did not load, where "The figures" would say it better than the name of the area. */
const WHAT: Readonly<Record<string, string>> = {
  "/work": "Your work",
  "/kpis": "The figures",
};

/** A page that failed, inside the shell: what, what still holds, Try again, and the log's reference. */
export function AreaError({ error, retry }: AreaErrorProps) {
  const path = usePathname();
  const area = [...NAV, SETTINGS].find(({ href }) => isUnder(path, href));
  const what = area ? (WHAT[area.href] ?? `The ${area.label.toLowerCase()}`) : "This page";
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: area?.label ?? "Overview", href: area?.href ?? "/overview" },
          { label: "Did not load" },
        ]}
      />
      <PageBody width="reading">
        <ErrorPanel title={`${what} did not load`} reference={reference} onRetry={retry}>
          {reference
            ? "The server could not read what this page shows. Nothing was lost or changed. Try again; if it fails twice, give the reference to whoever runs this server."
            : "The page stopped in this browser. Nothing was lost on the server. Try again, or reload the page."}
        </ErrorPanel>
      </PageBody>
    </>
  );
}
