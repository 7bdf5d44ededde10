import { Sparkline } from "@/components/charts/sparkline";
import { ActionButton } from "@/components/ui/action-button";
import { Person } from "@/components/ui/avatar";
import { Delta } from "@/components/ui/delta";
import { Pill } from "@/components/ui/pill";
import type { Day } from "@/lib/days";
import { formatNumber } from "@/lib/format";
import type { ActionResult } from "@/lib/result";
import { changeOf } from "@/lib/segments/listing";
import type { SegmentRow, SegmentStatus } from "@/lib/segments/segment";

export type SegmentAction = (input: { segmentId: string }) => Promise<ActionResult<unknown>>;
export type OwnerActions = { take: SegmentAction; release: SegmentAction };

/** Twelve weeks of sizes in one line. */
export function SizeSpark({ segment, className }: { segment: SegmentRow; className?: string }) {
  if (segment.weeks.length < 2) return null;
  return (
    <Sparkline
      className={className}
      values={segment.weeks.map((week) => week.size)}
      label={`Members of ${segment.name} over ${segment.weeks.length} weeks, now ${segment.size === null ? "unknown" : formatNumber(segment.size)}`}
    />
  );
}

/** Growth is neither good nor bad by itself: that depends on the segment. */
export function SizeChange({
  segment,
  today,
  showPeriod,
}: {
  segment: Pick<SegmentRow, "size" | "weeks">;
  today: Day;
  showPeriod?: boolean;
}) {
  const change = changeOf(segment, today);
  if (change === null) return null;
  return <Delta value={change * 100} goodWhen="none" period="in four weeks" showPeriod={showPeriod} />;
}

/** Only what is out of the ordinary: live segments carry no mark. */
export function StatusMark({ status, isFixed }: { status: SegmentStatus; isFixed?: boolean }) {
  if (isFixed && status === "live") return <Pill>fixed list</Pill>;
  if (status === "archived") return <Pill>archived</Pill>;
  if (status === "failing") return <Pill tone="bad">counting fails</Pill>;
  return status === "new" ? <Pill tone="warn">being counted</Pill> : null;
}

/** The owner, or a way to become it. */
export function OwnerCell({
  segment,
  actions,
  tabIndex,
}: {
  segment: Pick<SegmentRow, "id" | "name" | "ownerName" | "status">;
  /** Left out for roles that cannot own segments. */
  actions?: OwnerActions;
  tabIndex?: number;
}) {
  if (segment.ownerName) return <Person name={segment.ownerName} />;
  if (!actions || segment.status === "archived")
    return <span className="text-xs text-ink-3">Nobody yet</span>;
  return (
    <ActionButton
      action={actions.take}
      input={{ segmentId: segment.id }}
      done={`“${segment.name}” is yours`}
      undo={{ action: actions.release, input: { segmentId: segment.id } }}
      aria-label={`Take ${segment.name}`}
      data-take=""
      size="sm"
      variant="ghost"
      className="-ml-2 text-accent!"
      tabIndex={tabIndex}
    >
      Take
    </ActionButton>
  );
}
