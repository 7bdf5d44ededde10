import { Grid3x3 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { KpiTabs } from "@/components/kpis/kpi-tabs";
import { CountedNote } from "@/components/lifecycle/counted-note";
import { GroupForm } from "@/components/lifecycle/group-form";
import { RfmGrid, RfmGroups, rfmSummary } from "@/components/lifecycle/rfm-figures";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Segmented } from "@/components/ui/segmented";
import { can } from "@/lib/auth/permissions";
import { formatMoment } from "@/lib/format";
import { getRfm } from "@/lib/lifecycle/queries";
import { groupsOf, type RfmTies } from "@/lib/lifecycle/rfm";
import { listSegments } from "@/lib/segments/queries";
import { pageSignal } from "@/lib/web/page-signal";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "RFM" };

type Props = { searchParams: Promise<{ segment?: string; ties?: string; count?: string }> };

export default async function RfmPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const address = await searchParams;
  const ties: RfmTies = address.ties === "even" ? "even" : "together";
  const segments = await listSegments(ctx);
  const segmentId = segments.find(({ id }) => id === address.segment)?.id ?? null;
  const isFresh = address.count === "now";
  const { cells, isPartial, countedAt } = await getRfm(ctx, { segmentId, ties, isFresh }, pageSignal());
  const counted = countedAt && formatMoment(countedAt, ctx.workspace.timeZone, ctx.now());
  const groups = groupsOf(cells);
  const { currency } = ctx.workspace;
  // Rules read the scores that are kept; parts of equal size exist on this page alone.
  const shared = { segmentId, mayBuild: can(ctx.actor.role, "segments:edit") && ties === "together" };
  const href = (next: RfmTies) => {
    const query = new URLSearchParams({
      ...(segmentId && { segment: segmentId }),
      ...(next === "even" && { ties: next }),
    }).toString();
    return query ? `/kpis/rfm?${query}` : "/kpis/rfm";
  };
  return (
    <>
      <PageHeader
        crumbs={[{ label: "KPIs", href: "/kpis" }, { label: "RFM" }]}
        actions={
          <>
            <Segmented
              label="People with as many orders"
              items={(["together", "even"] as const).map((one) => ({
                label: one === "together" ? "Ties together" : "Equal fifths",
                href: href(one),
                isCurrent: one === ties,
              }))}
            />
            <PrintButton>Print</PrintButton>
          </>
        }
      />
      <PageBody>
        <KpiTabs current="rfm" />
        <GroupForm action="/kpis/rfm" segments={segments} segmentId={segmentId}>
          {ties === "even" && <input type="hidden" name="ties" value="even" />}
        </GroupForm>
        {cells.length === 0 ? (
          <Card>
            <EmptyState icon={<Grid3x3 />} title="No scores yet" compact>
              {segmentId
                ? "No member of this segment has ordered, or too few for your role to see."
                : "Scores come with the first orders."}
            </EmptyState>
          </Card>
        ) : (
          <>
            <Card>
              <RfmGrid cells={cells} isPartial={isPartial} {...shared} />
            </Card>
            {isPartial ? (
              <p className="text-sm text-ink-2">
                Some cells hold fewer than {ctx.workspace.floor} people. They are not shown to your role, nor
                the named groups, which they are part of.
              </p>
            ) : (
              <Card title="Named groups" meta={rfmSummary(groups, currency)} flush>
                <RfmGroups groups={groups} currency={currency} {...shared} />
              </Card>
            )}
          </>
        )}
        <CountedNote at={counted} path="/kpis/rfm" query={{ segment: segmentId, ties }} />
        <p className="max-w-[70ch] text-xs text-ink-3">
          {ties === "together"
            ? "People with the same number of orders share a score, so that nobody’s place depends on chance; the fifths then differ in size. This is what rules, splits and the customer page read."
            : "Frequency is cut into five parts of equal size, people with as many orders parted by their key: the counts that many notebooks print. Rules cannot read it, since the place of a person is arbitrary at the edges."}{" "}
          Edges are in{" "}
          <Link href="/settings/scores" className="underline underline-offset-2">
            Settings, Scores
          </Link>
          . Spend is net of returns, over the whole time.
        </p>
      </PageBody>
    </>
  );
}
