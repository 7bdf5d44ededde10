import { Scale } from "lucide-react";
import type { Metadata } from "next";
import { DecisionFilters } from "@/components/decisions/decision-filters";
import { DecisionTable } from "@/components/decisions/decision-table";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader, PrintTitle } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { PrintButton } from "@/components/ui/print-button";
import { can } from "@/lib/auth/permissions";
import { DecisionQuery } from "@/lib/decisions/model";
import { getDecisionChoices, listDeciders, listDecisions } from "@/lib/decisions/queries";
import { formatCount } from "@/lib/format";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Decisions" };

type Address = Record<string, string | string[] | undefined>;

export default async function DecisionsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const ctx = await getCtx();
  const query = DecisionQuery.parse(await searchParams);
  const [page, choices, deciders] = await Promise.all([
    listDecisions(ctx, query),
    getDecisionChoices(ctx),
    listDeciders(ctx),
  ]);
  const { currency, floor, timeZone } = ctx.workspace;
  const { before, ...filters } = query;
  const chosen = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const hrefTo = (cursor: Record<string, string>) =>
    `/decisions?${new URLSearchParams([...chosen, ...Object.entries(cursor)])}`;
  const mayDecide = can(ctx.actor.role, "decisions:edit");
  const record = (
    <ButtonLink variant="primary" href="/decisions/new" data-new="">
      Record decision
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Decisions" }]}
        actions={<PrintButton>Print</PrintButton>}
        primary={mayDecide && record}
      />
      <PageBody width="full">
        <PrintTitle>Decisions</PrintTitle>
        <DecisionFilters
          segments={choices.segments}
          campaigns={choices.campaigns}
          people={deciders}
          active={chosen.length}
          summary={formatCount(page.rows.length, "decision")}
        />
        <Card flush>
          {page.rows.length === 0 ? (
            <EmptyState
              icon={<Scale />}
              title={chosen.length > 0 ? "No decision under these filters" : "No decision yet"}
              action={
                chosen.length > 0 ? (
                  <ButtonLink href="/decisions">Clear filters</ButtonLink>
                ) : (
                  mayDecide && record
                )
              }
            >
              {chosen.length > 0
                ? "Take a filter away to see more."
                : "What was changed, why and on which figure stands here, linked to the version or campaign that it led to. A manager or an owner records it, from a result, a segment’s KPIs or the overview."}
            </EmptyState>
          ) : (
            <>
              <DecisionTable
                rows={page.rows}
                today={todayIn(timeZone, ctx.now())}
                currency={currency}
                floor={floor}
              />
              {(page.before || before) && (
                <Pager
                  previousHref={before ? hrefTo({}) : undefined}
                  nextHref={page.before ? hrefTo({ before: page.before }) : undefined}
                  summary="Newest first"
                />
              )}
            </>
          )}
        </Card>
      </PageBody>
    </>
  );
}
