"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { PageBody, PageHeader, PageTitle } from "@/components/ui/page-header";
import { type Action, useAction } from "@/components/ui/use-action";
import { formatCount, formatNumber } from "@/lib/format";
import { startProblem } from "@/lib/imports/check";
import type { Dialect, ImportDetail } from "@/lib/imports/import";
import type { ColumnMapping, ImportMapping } from "@/lib/imports/mapping";
import type { DialectChange, ImportRef, StartInput } from "@/lib/imports/model";
import type { FileProfile } from "@/lib/imports/profile";
import { withGroups } from "@/lib/imports/suggest";
import { DialectSentence } from "./dialect-sentence";
import { ImportSteps } from "./import-steps";
import { MatchTable } from "./match-table";
import { WriteRules } from "./write-rules";

const CampaignRules = lazy(() =>
  import("./campaign-rules").then((module) => ({ default: module.CampaignRules })),
);

export type MatchPageProps = {
  detail: Pick<ImportDetail, "id" | "kind" | "fileName" | "attributes" | "isRemembered">;
  dialect: Dialect;
  profile: FileProfile;
  mapping: ImportMapping;
  setDialect: Action<DialectChange, void>;
  startImport: Action<StartInput, ImportRef>;
  cancelImport: Action<ImportRef, void>;
};

const CRUMBS = [
  { label: "Customers", href: "/customers" },
  { label: "Import", href: "/customers/import" },
];

/** The columns of a file, where they go, and the button that starts the run. */
export function MatchPage(props: MatchPageProps) {
  const { detail, dialect, profile } = props;
  const { kind, attributes } = detail;
  // A file that was read anew has other columns: what was matched before is gone.
  const source = JSON.stringify(dialect);
  const [draft, setDraft] = useState({ source, mapping: props.mapping });
  if (draft.source !== source) setDraft({ source, mapping: props.mapping });
  const { mapping } = draft;
  const change = (part: Partial<ImportMapping>) => setDraft({ source, mapping: { ...mapping, ...part } });
  const changeColumn = (at: number, column: ColumnMapping) =>
    setDraft({
      source,
      mapping: withGroups(
        { ...mapping, columns: mapping.columns.map((one, index) => (index === at ? column : one)) },
        mapping,
        profile.columns,
      ),
    });

  const start = useAction(props.startImport, { quiet: true });
  const problem = startProblem(kind, mapping, { width: profile.columns.length, attributes });
  const rows = profile.isWhole ? formatCount(profile.rows, "row") : "all rows";

  return (
    <>
      <PageHeader
        crumbs={[...CRUMBS, { label: detail.fileName }]}
        h1={false}
        primary={
          <Button
            variant="primary"
            disabled={problem !== null}
            busy={start.isPending}
            onClick={() => void start.run({ importId: detail.id, mapping }).catch(() => undefined)}
          >
            Import {rows}
          </Button>
        }
      />
      <PageBody>
        <ImportSteps current={1} />
        <PageTitle
          lead={`${matchedWords(mapping, detail.isRemembered)} Nothing is written until you start the import.`}
          aside={
            <ConfirmButton
              action={props.cancelImport}
              input={{ importId: detail.id }}
              variant="ghost"
              question={`Discard “${detail.fileName}”?`}
              consequences="The uploaded file is deleted. No customer and no order is touched."
              confirmLabel="Discard file"
            >
              Discard file
            </ConfirmButton>
          }
        >
          Match columns
        </PageTitle>
        <DialectSentence
          importId={detail.id}
          dialect={dialect}
          profile={profile}
          setDialect={props.setDialect}
        />
        <FileFindings profile={profile} />
        <MatchTable
          kind={kind}
          profile={profile}
          mapping={mapping}
          attributes={attributes}
          onChange={changeColumn}
        />
        {mapping.campaign && (
          <Suspense>
            <CampaignRules
              mapping={mapping}
              settings={mapping.campaign}
              onChange={(campaign) => change({ campaign })}
            />
          </Suspense>
        )}
        <WriteRules kind={kind} mapping={mapping} onChange={change} />
        {(problem ?? start.error?.message) && (
          <Callout tone="warn" title="Not ready yet." live>
            {problem ?? start.error?.message}
          </Callout>
        )}
      </PageBody>
    </>
  );
}

function matchedWords({ columns }: ImportMapping, isRemembered: boolean): string {
  const matched = columns.filter(({ field }) => field !== null).length;
  const how = isRemembered ? "as you matched these columns the last time" : "by name and content";
  return `${formatNumber(matched)} of ${formatCount(columns.length, "column")} matched ${how}.`;
}

/** What is odd about the file as a whole. */
function FileFindings({ profile: { badRows, firstBadRow, footerRows, trouble } }: { profile: FileProfile }) {
  return (
    <>
      {badRows > 0 && (
        <Callout tone="warn" title={`${formatCount(badRows, "row")} cannot be read in this encoding,`}>
          the first is row {formatNumber(firstBadRow ?? 0)}. Choose another encoding, or these rows are set
          aside.
        </Callout>
      )}
      {trouble && (
        <Callout tone="warn" title={`Row ${formatNumber(trouble.at)} breaks the file off:`}>
          {trouble.kind === "unclosed"
            ? "a quote begins there and never ends. What follows is not read."
            : "it is longer than a megabyte. What follows is not read."}
        </Callout>
      )}
      {footerRows > 0 && (
        <Callout title="A report’s footer was found.">
          {formatCount(footerRows, "line")} below the rows {footerRows === 1 ? "is" : "are"} left out.
        </Callout>
      )}
    </>
  );
}
