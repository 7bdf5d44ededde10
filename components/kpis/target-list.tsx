import { BulletList } from "@/components/charts/bullet";
import { ActionButton } from "@/components/ui/action-button";
import type { Action } from "@/components/ui/use-action";
import { type Day, formatDayRange } from "@/lib/days";
import { formatMoney, formatNumber, formatPercent } from "@/lib/format";
import { isSum, METRICS, type Metric } from "@/lib/kpis/metric";
import type { TargetInput } from "@/lib/kpis/model";
import { paceSentence, type TargetState } from "@/lib/kpis/pace";
import type { TargetRow } from "@/lib/kpis/report";
import { targetHref } from "@/lib/kpis/target-state";
import { metricText } from "./metric-text";
import { TargetPill } from "./target-state";

/** Cents say nothing beside a target of thousands. */
function targetText(metric: Metric, value: number, currency: string): string {
  const isLarge = METRICS[metric].unit === "money" && Math.abs(value) >= 100_000;
  return isLarge ? formatMoney(value, currency, 0) : metricText(metric, value, currency);
}

const inputOf = ({ segmentId, campaign, metric, startOn, endOn, value }: TargetRow): TargetInput => ({
  segmentId,
  campaignId: campaign?.id ?? null,
  metric,
  startOn,
  endOn,
  value,
});

/** How the state comes about, for whoever asks. */
function PaceDetails({ target, currency }: { target: TargetRow; currency: string }) {
  const text = (value: number) => targetText(target.metric, value, currency);
  return (
    <details className="group print:hidden">
      <summary
        className="inline-flex min-h-6 cursor-pointer list-none items-center text-accent hover:underline"
        aria-label={`How the pace of ${METRICS[target.metric].label} is judged`}
      >
        How
      </summary>
      <p className="max-w-[46ch] text-ink-2">
        {paceSentence(target.metric, target.pace, {
          expected: text(target.pace.expected),
          target: text(target.value),
        })}
      </p>
    </details>
  );
}

const GOOD: readonly TargetState[] = ["met", "on track"];

type TargetListProps = {
  targets: TargetRow[];
  today: Day;
  currency: string;
  /** Names the segment too, with a link. */
  showSegment?: boolean;
  /** Given where the role may change targets. */
  remove?: Action<{ targetId: string }, TargetInput>;
  /** Puts a removed one back. */
  restore?: Action<TargetInput, { targetId: string }>;
};

/** Targets as bullets: what is reached, the target, and whether the pace is enough. */
export function TargetList({ targets, today, currency, showSegment, remove, restore }: TargetListProps) {
  return (
    <BulletList
      label="Targets"
      items={targets.map((target) => ({
        key: target.id,
        name: showSegment
          ? `${target.segmentName ?? target.campaign?.name ?? "All customers"}: ${METRICS[target.metric].label}`
          : METRICS[target.metric].label,
        ...(showSegment && { href: targetHref(target) }),
        value: target.actual,
        target: target.value,
        isMet: target.pace.state === "not started" ? null : GOOD.includes(target.pace.state),
        verdict: target.pace.state,
        format: (value: number) => targetText(target.metric, value, currency),
        ...(METRICS[target.metric].unit === "share" && {
          formatGap: (difference: number) => `${formatNumber(difference * 100, 1)}\u00a0pt`,
        }),
        note: (
          <span className="flex flex-wrap items-center gap-x-2">
            <TargetPill state={target.pace.state} />
            {formatDayRange(target.startOn, target.endOn, today)}
            {target.pace.ratio !== null && (
              <span className="num">
                {formatPercent(target.pace.ratio, 0)} of{" "}
                {isSum(target.metric) ? "what should be there by now" : "what should hold"}
              </span>
            )}
            <PaceDetails target={target} currency={currency} />
            {remove && (
              <ActionButton
                action={remove}
                input={{ targetId: target.id }}
                done="Target removed"
                {...(restore && { undo: { action: restore, input: inputOf(target) } })}
                variant="ghost"
                size="sm"
                aria-label={`Remove the target for ${METRICS[target.metric].label}`}
              >
                Remove
              </ActionButton>
            )}
          </span>
        ),
      }))}
    />
  );
}
