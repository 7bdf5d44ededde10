import { CalendarRange } from "lucide-react";
import type { Metadata } from "next";
import { KpiTabs } from "@/components/kpis/kpi-tabs";
import { CountedNote } from "@/components/lifecycle/counted-note";
import { GroupForm } from "@/components/lifecycle/group-form";
import { RetentionFigure } from "@/components/lifecycle/retention-figure";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Segmented } from "@/components/ui/segmented";
import { can } from "@/lib/auth/permissions";
import { formatMoment } from "@/lib/format";
import { getCohorts } from "@/lib/lifecycle/queries";
import { listSegments } from "@/lib/segments/queries";
import { pageSignal } from "@/lib/web/page-signal";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Retention" };

type Props = { searchParams: Promise<{ segment?: string; show?: string; count?: string }> };

export default async function RetentionPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const { segment: asked, show, count } = await searchParams;
  const segments = await listSegments(ctx);
  const segmentId = segments.find(({ id }) => id === asked)?.id ?? null;
  const isFresh = count === "now";
  const { cohorts, countedAt } = await getCohorts(ctx, { segmentId, isFresh }, pageSignal());
  const counted = countedAt && formatMoment(countedAt, ctx.workspace.timeZone, ctx.now());
  const showsPeople = show === "people";
  const href = (people: boolean) => {
    const query = new URLSearchParams({
      ...(segmentId && { segment: segmentId }),
      ...(people && { show: "people" }),
    }).toString();
    return query ? `/kpis/retention?${query}` : "/kpis/retention";
  };
  return (
    <>
      <PageHeader
        crumbs={[{ label: "KPIs", href: "/kpis" }, { label: "Retention" }]}
        actions={
          <>
            <Segmented
              label="Figures"
              items={[false, true].map((people) => ({
                label: people ? "People" : "Share",
                href: href(people),
                isCurrent: people === showsPeople,
              }))}
            />
            <PrintButton>Print</PrintButton>
          </>
        }
      />
      <PageBody width="full">
        <KpiTabs current="retention" />
        <GroupForm action="/kpis/retention" segments={segments} segmentId={segmentId}>
          {showsPeople && <input type="hidden" name="show" value="people" />}
        </GroupForm>
        <Card>
          {cohorts.length === 0 ? (
            <EmptyState icon={<CalendarRange />} title="No orders to follow" compact>
              {segmentId
                ? "No member of this segment has ordered, or too few for your role to see."
                : "Import orders: each month’s new buyers appear here with how many came back."}
            </EmptyState>
          ) : (
            <RetentionFigure
              cohorts={cohorts}
              today={todayIn(ctx.workspace.timeZone, ctx.now())}
              showsPeople={showsPeople}
              segmentId={segmentId}
              mayBuild={can(ctx.actor.role, "segments:edit")}
            />
          )}
        </Card>
        <CountedNote
          at={counted}
          path="/kpis/retention"
          query={{ segment: segmentId, show: showsPeople ? "people" : null }}
        />
        <p className="max-w-[70ch] text-xs text-ink-3">
          A row is everybody whose first order fell into that month; a column counts those of them with an
          order that many calendar months later. Returns are not orders. Who skipped a month and came back
          counts again.
          {segmentId && " The people are today’s members."}
        </p>
      </PageBody>
    </>
  );
}
