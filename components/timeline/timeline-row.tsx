// biome-ignore-all lint/a11y/useSemanticElements: rows stand where the window puts them, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the treegrid, which names the active row
import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { CAMPAIGN_CHANNELS } from "@/lib/campaigns/status";
import type { Bar, Days } from "@/lib/timeline/bars";
import { type ConflictMark, hatches } from "@/lib/timeline/conflicts";
import type { Float } from "@/lib/timeline/critical";
import type { GroupRow, Row } from "@/lib/timeline/rows";
import { countDays, dayWords } from "@/lib/timeline/scale";
import { isLate, rowSentence } from "@/lib/timeline/sentence";

export type RowFacts = {
  row: Row;
  origin: number;
  px: number;
  today: number;
  totalWidth: number;
  isActive: boolean;
  isChosen: boolean;
  isTarget: boolean;
  /** Days while a drag runs, and whether this bar is the dragged one or follows it. */
  live: Days | undefined;
  part: "moving" | "following" | undefined;
  /** Whether the bar lies before (−1) or after (1) what is seen; null when its place is not drawn at all. */
  edge: -1 | 0 | 1;
  /** How many pixels of its left are out of sight: what is left of it may be too short for its name. */
  hidden: number;
  isDrawn: boolean;
  marks: readonly ConflictMark[] | undefined;
  broken: number;
  owner: string | null;
  campaign: Bar | undefined;
  /** Part of it lies outside the days of its campaign, as both are now. */
  isAstray: boolean;
  hasLineOut: boolean;
  canLink: boolean;
  isReadOnly: boolean;
  showBaseline: boolean;
  /** Drawn when the critical path is shown. */
  float: Float | undefined;
  /** The figure of the chosen column, or null without one. */
  figure: string | null;
};

export const rowId = (key: string) => `tl-row-${key}`;

/** The colour of a bar is that of its first channel; those beyond the sixth share the neutral one. */
export function toneOf(bar: Bar, campaign?: Bar): string {
  const [channel] = bar.item.channels.length > 0 ? bar.item.channels : (campaign?.item.channels ?? []);
  const place = channel ? CAMPAIGN_CHANNELS.indexOf(channel) + 1 : 0;
  return `var(--chart-${place > 6 ? 0 : place})`;
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("");

const CHAR = 6.4;

/** One row: the name stays at the left, the bar stands at its days. Clicks and drags are read by the scroller. */
export const TimelineRow = memo(function TimelineRow(facts: RowFacts) {
  const { row, today, isActive, isChosen, isTarget, broken, owner, marks, totalWidth } = facts;
  const conflicts = marks?.length ?? 0;
  const isPart = row.kind === "bar" && row.bar.item.kind !== "campaign";
  return (
    <div
      role="row"
      id={rowId(row.key)}
      data-key={row.key}
      aria-rowindex={row.index + 2}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.count > 0 ? row.isOpen : undefined}
      aria-selected={isActive || isChosen}
      className={clsx(
        "tl-row",
        row.kind === "group" && "tl-group",
        isPart && "tl-part",
        isTarget && "is-target",
        isChosen && "is-chosen",
      )}
      style={
        {
          "--level": row.level,
          width: `calc(var(--tl-name) + ${totalWidth}px)`,
          top: `calc(var(--row) * ${row.index})`,
        } as CSSProperties
      }
    >
      <div role="rowheader" className="tl-name" data-part="name">
        <RowName {...facts} />
        {facts.figure !== null && <span className="tl-figure">{facts.figure}</span>}
      </div>
      <div
        role="gridcell"
        aria-label={rowSentence(row, { today, conflicts, broken, owner })}
        className="tl-cell"
      >
        {row.kind === "group" ? (
          <GroupSum row={row} facts={facts} />
        ) : (
          <BarMarks bar={row.bar} facts={facts} />
        )}
      </div>
    </div>
  );
});

function RowName({ row, marks, broken, owner, today, campaign }: RowFacts) {
  const problems = (marks?.length ?? 0) + broken;
  const fold = row.count > 0 && (
    <span className="tl-fold" data-part="fold" aria-hidden="true">
      <ChevronRight strokeWidth={1.75} />
    </span>
  );
  if (row.kind === "group")
    return (
      <>
        {fold}
        <span className="tl-text" title={row.label}>
          {row.label}
        </span>
        <span className="tl-count" aria-hidden="true">
          {row.count}
        </span>
      </>
    );
  const { bar } = row;
  const isMilestone = bar.item.kind === "milestone";
  return (
    <>
      {fold || <span className="-mx-1 w-6 flex-none" />}
      <span
        className={isMilestone ? "tl-dot-ms" : "tl-dot"}
        style={{ "--tone": toneOf(bar, campaign) } as CSSProperties}
        aria-hidden="true"
      />
      <span className="tl-text" title={bar.item.name}>
        {bar.item.name}
      </span>
      {problems > 0 ? (
        <span className="tl-flag" aria-hidden="true" title={marks?.map((mark) => mark.text).join("\n")}>
          ! {problems}
        </span>
      ) : (
        isLate(bar, today) && (
          <span className="tl-flag is-late max-md:hidden" aria-hidden="true">
            late
          </span>
        )
      )}
      {owner && (
        <span className="tl-who max-md:hidden" title={owner} aria-hidden="true">
          {initials(owner)}
        </span>
      )}
    </>
  );
}

function GroupSum({ row, facts }: { row: GroupRow; facts: RowFacts }) {
  const { origin, px, edge, today } = facts;
  return (
    <>
      {facts.isDrawn && (
        <span
          className="tl-sum"
          aria-hidden="true"
          style={{ left: (row.start - origin) * px, width: (row.end - row.start) * px }}
        >
          <i style={{ width: `${row.progress}%` }} />
        </span>
      )}
      {edge !== 0 && <BackTo day={row.start} edge={edge} today={today} />}
    </>
  );
}

function BarMarks({ bar, facts }: { bar: Bar; facts: RowFacts }) {
  const { origin, px, today, live, edge, isDrawn, showBaseline } = facts;
  const days = live ?? bar;
  const x = (day: number) => (day - origin) * px;
  return (
    <>
      {isDrawn && live && !sameStart(live, bar) && bar.item.kind !== "milestone" && (
        <span
          className="tl-ghost"
          aria-hidden="true"
          style={{ left: x(bar.start), width: (bar.end - bar.start) * px }}
        />
      )}
      {showBaseline && bar.baseline && (
        <span
          className={clsx("tl-base", bar.item.kind === "milestone" && "is-ms")}
          aria-hidden="true"
          style={
            bar.item.kind === "milestone"
              ? { left: x(bar.baseline.start + 0.5) }
              : { left: x(bar.baseline.start), width: (bar.baseline.end - bar.baseline.start) * px }
          }
        />
      )}
      {isDrawn &&
        (bar.item.kind === "milestone" ? (
          <Milestone bar={bar} days={days} facts={facts} />
        ) : (
          <BarBody bar={bar} days={days} facts={facts} />
        ))}
      {isDrawn && facts.float && <Slack days={days} float={facts.float} facts={facts} />}
      {edge !== 0 && <BackTo day={days.start} edge={edge} today={today} />}
    </>
  );
}

/** At the edge behind which a bar lies: brings it into view. */
function BackTo({ day, edge, today }: { day: number; edge: -1 | 1; today: number }) {
  return (
    <span
      className={clsx("tl-edge", edge < 0 ? "is-before" : "is-after")}
      data-part="jump"
      aria-hidden="true"
    >
      {edge < 0 && "‹ "}
      {dayWords(day, today)}
      {edge > 0 && " ›"}
    </span>
  );
}

/** How far the bar may slip, as a thin line to the last day that it could end on. */
function Slack({ days, float, facts: { origin, px, live } }: { days: Days; float: Float; facts: RowFacts }) {
  const width = (float.late.end - days.end) * px;
  if (live || float.slack <= 0 || width <= 0) return null;
  return <span className="tl-slack" aria-hidden="true" style={{ left: (days.end - origin) * px, width }} />;
}

const sameStart = (a: Days, b: Days) => a.start === b.start && a.end === b.end;

function BarBody({ bar, days, facts }: { bar: Bar; days: Days; facts: RowFacts }) {
  const { origin, px, today, part, edge, marks, live, campaign, hasLineOut, canLink, isReadOnly } = facts;
  const { item } = bar;
  const left = (days.start - origin) * px;
  const width = Math.max(4, (days.end - days.start) * px - 1);
  const isFixed = isReadOnly || item.locked;
  const fits = item.name.length * CHAR + 18 < width - facts.hidden;
  const isFaint = item.status === "draft" || item.status === "paused";
  return (
    <>
      <span
        aria-hidden="true"
        data-part="bar"
        data-fixed={isFixed ? "" : undefined}
        title={
          isFixed ? undefined : `${item.name}: ${countDays(days.end - days.start)}, ${bar.progress} % done`
        }
        className={clsx(
          "tl-bar",
          isFaint && `is-${item.status}`,
          isLate(bar, today) && "is-late",
          facts.isAstray && "is-outside",
          facts.float?.isCritical && "is-critical",
          part && `is-${part}`,
        )}
        style={{ left, width, "--tone": toneOf(bar, campaign) } as CSSProperties}
      >
        {bar.progress > 0 && <i className="tl-done" style={{ width: `${bar.progress}%` }} />}
        {fits && <span className="tl-in">{item.name}</span>}
        {!isFixed && (
          <>
            <b className="tl-grip" data-part="start" />
            <b className="tl-grip" data-part="end" />
          </>
        )}
      </span>
      {!fits && edge === 0 && (
        <span className="tl-out" aria-hidden="true" style={{ left: left + width + (hasLineOut ? 17 : 8) }}>
          {item.name}
        </span>
      )}
      {canLink && (
        <span
          className="tl-link-dot"
          data-part="link"
          aria-hidden="true"
          style={{ left: left + width + 3 }}
        />
      )}
      {!live &&
        marks &&
        hatches(marks, bar).map((hatch) => (
          <span
            key={hatch.start}
            className="tl-hatch"
            aria-hidden="true"
            style={{ left: (hatch.start - origin) * px, width: (hatch.end - hatch.start) * px }}
          />
        ))}
    </>
  );
}

function Milestone({ bar, days, facts }: { bar: Bar; days: Days; facts: RowFacts }) {
  const { origin, px, today, part, edge, hasLineOut, canLink } = facts;
  const left = (days.start + 0.5 - origin) * px;
  const isReached = bar.progress >= 100;
  return (
    <>
      <span
        aria-hidden="true"
        data-part="bar"
        className={clsx(
          "tl-ms",
          isReached && "is-reached",
          !isReached && bar.end <= today && "is-late",
          facts.float?.isCritical && "is-critical",
          part && `is-${part}`,
        )}
        style={{ left }}
      />
      {edge === 0 && (
        <span className="tl-out" aria-hidden="true" style={{ left: left + (hasLineOut ? 20 : 13) }}>
          {bar.item.name}
        </span>
      )}
      {canLink && (
        <span className="tl-link-dot" data-part="link" aria-hidden="true" style={{ left: left + 11 }} />
      )}
    </>
  );
}
