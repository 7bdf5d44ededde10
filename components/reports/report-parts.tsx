import Link from "next/link";
import type { ReactNode } from "react";
import { StatePill } from "@/components/decisions/decision-state";
import { About } from "@/components/decisions/decision-table";
import { metricText } from "@/components/kpis/metric-text";
import { TargetPill } from "@/components/kpis/target-state";
import { Card } from "@/components/ui/card";
import { Delta } from "@/components/ui/delta";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { outcomeSentence } from "@/lib/campaigns/results/words";
import { formatDay, formatDayRange } from "@/lib/days";
import { figureSentence } from "@/lib/decisions/words";
import { formatMoney, formatNumber, formatPercent } from "@/lib/format";
import { METRICS, metricValue, relativeChange } from "@/lib/kpis/metric";
import { targetHref } from "@/lib/kpis/target-state";
import { type ReportContents, revenueChange } from "@/lib/reports/contents/contents";

export function ReportPart({ title, meta, children }: { title: string; meta: string; children: ReactNode }) {
  return (
    <Card title={title} meta={meta} flush>
      {children}
    </Card>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="px-4 pb-3 text-sm text-ink-2">{children}</p>;
}

type PartProps = { contents: ReportContents; currency: string; floor: number };

/** Revenue, orders and repeat rate of each segment beside the period before. */
export function SegmentsPart({ contents, currency, floor }: PartProps) {
  const { segments, report, isOver } = contents;
  if (segments.length === 0) return <Nothing>No segment is in use.</Nothing>;
  return (
    <Table label="Segments by change in revenue">
      <TableHead sticky={false}>
        <Th>Segment</Th>
        <Th num>Revenue</Th>
        <Th num>Change</Th>
        <Th num>Orders</Th>
        <Th num>Repeat rate</Th>
      </TableHead>
      <TableBody>
        {segments.map((segment) => {
          const { id, name, isHidden, now, before } = segment;
          const change = isOver ? revenueChange(segment) : null;
          const relative = isOver ? relativeChange(now.revenueMinor, before.revenueMinor) : null;
          return (
            <Tr key={id}>
              <RowHeader href={`/segments/${id}/kpis`}>{name}</RowHeader>
              <Td num phone="first">
                {isHidden ? `fewer than ${floor}` : metricText("revenue", now.revenueMinor, currency, true)}
              </Td>
              <Td num label="change">
                {change !== null && (
                  <>
                    {change > 0 && "+"}
                    {formatMoney(change, currency, 0)}{" "}
                    {relative !== null && (
                      <Delta value={relative * 100} period={`against the ${report.period} before`} />
                    )}
                  </>
                )}
              </Td>
              <Td num label="orders">
                {isHidden ? "–" : formatNumber(now.orders)}
              </Td>
              <Td num label="repeat rate">
                {isHidden ? "–" : metricText("repeatRate", metricValue("repeatRate", now), currency)}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** What each target has reached, and whether its pace is enough. */
export function TargetsPart({ contents: { targets, today }, currency }: Omit<PartProps, "floor">) {
  if (targets.length === 0) return <Nothing>No target ended or runs.</Nothing>;
  return (
    <Table label="Targets">
      <TableHead sticky={false}>
        <Th>Target</Th>
        <Th>Days</Th>
        <Th num>Reached</Th>
        <Th num>Target</Th>
        <Th num>Of what should be there</Th>
        <Th>State</Th>
      </TableHead>
      <TableBody>
        {targets.map(({ id, metric, startOn, endOn, actual, value, pace, ...of }) => (
          <Tr key={id}>
            <RowHeader href={targetHref(of)}>
              {of.segmentName ?? of.campaign?.name ?? "All customers"}: {METRICS[metric].label.toLowerCase()}
            </RowHeader>
            <Td>{formatDayRange(startOn, endOn, today)}</Td>
            <Td num label="reached">
              {metricText(metric, actual, currency, true)}
            </Td>
            <Td num label="of">
              {metricText(metric, value, currency, true)}
            </Td>
            <Td num phone="hide">
              {pace.ratio === null ? "–" : formatPercent(pace.ratio, 0)}
            </Td>
            <Td phone="first">
              <TargetPill state={pace.state} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

const EVENT_WORD = { started: "started", ended: "ended", ran: "ran on" } as const;

/** Each campaign of the period with what its result says, as a sentence with interval and n. */
export function CampaignsPart({ contents: { campaigns, today }, floor }: Omit<PartProps, "currency">) {
  if (campaigns.length === 0) return <Nothing>No campaign ran.</Nothing>;
  return (
    <ul className="divide-y divide-line border-t border-line">
      {campaigns.map(({ id, name, startOn, endOn, event, outcome }) => (
        <li key={id} className="px-4 py-2.5 text-sm">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <Link href={`/campaigns/${id}/results`} className="font-medium hover:underline">
              {name}
            </Link>
            <span className="num text-xs text-ink-3">
              {EVENT_WORD[event]}, {formatDayRange(startOn, endOn, today)}
            </span>
          </p>
          {outcome && (
            <p className="num max-w-[80ch] text-ink-2">
              {outcome === "hidden"
                ? `Groups of fewer than ${floor} are hidden for your role.`
                : outcomeSentence(outcome, { isOver: event === "ended" })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What was decided, why, and on which figure. */
export function DecisionsPart({ contents: { decisions, today }, currency }: Omit<PartProps, "floor">) {
  if (decisions.length === 0) return <Nothing>Nothing was decided.</Nothing>;
  return (
    <ul className="divide-y divide-line border-t border-line">
      {decisions.map((decision) => (
        <li key={decision.id} className="px-4 py-2.5 text-sm">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <Link href={`/decisions/${decision.id}`} className="font-medium hover:underline">
              {decision.title}
            </Link>
            <StatePill state={decision.state} />
            <span className="num text-xs text-ink-3">
              {formatDay(decision.decidedOn, today)}, {decision.decidedBy?.name}, about{" "}
              <About decision={decision} />
            </span>
          </p>
          <p className="max-w-[80ch] text-ink-2">{decision.reason}</p>
          {decision.figure && decision.figure !== "hidden" && (
            <p className="num max-w-[80ch] text-xs text-ink-3">
              {figureSentence(decision.figure, currency, today)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What waits today; of an earlier period it is not kept. */
export function OpenPart({ contents: { matters } }: { contents: ReportContents }) {
  if (matters === null)
    return <Nothing>What waited then is not kept; the overview shows what waits today.</Nothing>;
  if (matters.length === 0) return <Nothing>Nothing waits.</Nothing>;
  return (
    <ul className="divide-y divide-line border-t border-line">
      {matters.map(({ title, detail, href, decided }) => (
        <li key={title} className="px-4 py-2.5 text-sm">
          <Link href={href as "/"} className="font-medium hover:underline">
            {title}
          </Link>{" "}
          <span className="text-ink-3">{detail}</span>
          {decided && (
            <p className="text-ink-2">
              decided:{" "}
              <Link href={`/decisions/${decided.id}`} className="text-accent underline print:no-underline">
                {decided.title}
              </Link>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
