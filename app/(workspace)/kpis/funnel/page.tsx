import { Filter } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { Funnel } from "@/components/charts/funnel";
import { KpiTabs } from "@/components/kpis/kpi-tabs";
import { CountedNote } from "@/components/lifecycle/counted-note";
import { GroupForm } from "@/components/lifecycle/group-form";
import { StageTable } from "@/components/lifecycle/stage-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/input";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { can } from "@/lib/auth/permissions";
import { addDays, formatDay, isDay } from "@/lib/days";
import { formatCount, formatMoment, formatNumber, formatPercent } from "@/lib/format";
import { funnelSteps } from "@/lib/lifecycle/funnel";
import { getStages } from "@/lib/lifecycle/queries";
import { comparedDay } from "@/lib/lifecycle/view";
import { listSegments } from "@/lib/segments/queries";
import { pageSignal } from "@/lib/web/page-signal";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Funnel" };

type Props = { searchParams: Promise<{ segment?: string; on?: string; count?: string }> };

export default async function FunnelPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const address = await searchParams;
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const segments = await listSegments(ctx);
  const segmentId = segments.find(({ id }) => id === address.segment)?.id ?? null;
  const on = address.on && isDay(address.on) && address.on < today ? address.on : comparedDay(today);
  const isFresh = address.count === "now";
  const { now, before, isHidden, countedAt } = await getStages(ctx, { segmentId, on, isFresh }, pageSignal());
  const counted = countedAt && formatMoment(countedAt, ctx.workspace.timeZone, ctx.now());
  const [steps, earlier] = [funnelSteps(now), funnelSteps(before)];
  const [known, ordered] = steps;
  const day = formatDay(on, today);
  const share = (list: typeof steps) => (list[0]?.value ? (list[1]?.value ?? 0) / list[0].value : 0);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "KPIs", href: "/kpis" }, { label: "Funnel" }]}
        actions={<PrintButton>Print</PrintButton>}
      />
      <PageBody>
        <KpiTabs current="funnel" />
        <GroupForm action="/kpis/funnel" segments={segments} segmentId={segmentId}>
          <TextField label="Compared with" name="on" type="date" defaultValue={on} max={addDays(today, -1)} />
        </GroupForm>
        {isHidden || !known?.value ? (
          <Card>
            <EmptyState
              icon={<Filter />}
              title={isHidden ? `Fewer than ${ctx.workspace.floor} people in a stage` : "Nobody yet"}
              compact
            >
              {isHidden
                ? "Figures of groups this small are not shown to your role."
                : "Customers appear here once they are imported."}
            </EmptyState>
          </Card>
        ) : (
          <>
            <Card>
              <Figure
                title="From known to buying"
                take={`${formatNumber(ordered?.value ?? 0)} of ${formatCount(known.value, "customer")} have ordered, ${formatPercent(share(steps))}; on ${day} it was ${formatPercent(share(earlier))}.`}
                fileName={`funnel ${today}`}
                data={{
                  columns: ["Step", "People", `On ${day}`],
                  rows: steps.map(({ name, value }, at) => [name, value, earlier[at]?.value ?? 0]),
                }}
              >
                <Funnel label="From known to buying" steps={steps} />
              </Figure>
            </Card>
            <Card title="Journey stages" meta={`today against ${day}`} flush>
              <StageTable
                now={now}
                before={before}
                day={day}
                segmentId={segmentId}
                mayBuild={can(ctx.actor.role, "segments:edit")}
              />
            </Card>
          </>
        )}
        <CountedNote at={counted} path="/kpis/funnel" query={{ segment: segmentId, on }} />
        <p className="max-w-[70ch] text-xs text-ink-3">
          Stages follow from the orders, by the formulas in{" "}
          <Link href="/settings/scores" className="underline underline-offset-2">
            Settings, Scores
          </Link>
          ; both days are judged by the formulas of today.{segmentId && " The people are today’s members."}{" "}
          Who went from where to where is under{" "}
          <Link href="/segments/movement" className="underline underline-offset-2">
            Movement
          </Link>
          .
        </p>
      </PageBody>
    </>
  );
}
