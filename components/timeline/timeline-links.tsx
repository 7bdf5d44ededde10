import { clsx } from "clsx";
import { memo } from "react";
import type { Bar, Days, Plan } from "@/lib/timeline/bars";
import type { WorkCalendar } from "@/lib/timeline/calendar";
import { type Float, isTight } from "@/lib/timeline/critical";
import { type LinkState, slackOf } from "@/lib/timeline/links";
import { type Port, routeLink } from "@/lib/timeline/route";
import { type BarRow, linkRows } from "@/lib/timeline/rows";
import type { Windowed } from "@/lib/timeline/window";

export type LinkLayerProps = {
  /** Those that touch the drawn rows. */
  lines: readonly PlacedLink[];
  rowsOf: ReadonlyMap<string, readonly BarRow[]>;
  win: Windowed;
  origin: number;
  px: number;
  rowHeight: number;
  /** Days by item while a drag runs. */
  preview: ReadonlyMap<string, Days> | null;
  hotId: string | null;
  calendar: WorkCalendar;
  /** Of the bars on and off the critical path, while it is shown. */
  floats: ReadonlyMap<string, Float> | null;
  plan: Plan;
  /** The line that is being drawn, in pixels of the bars' area. */
  draft: { fromId: string; fromKey: string; x: number; y: number } | null;
};

const BAR = 20;

export type PlacedLink = LinkState & {
  key: string;
  fromRow: BarRow;
  toRow: BarRow;
  top: number;
  bottom: number;
};

/** Each link once for every two rows that it joins. */
export function placeLinks(
  states: readonly LinkState[],
  rowsOf: ReadonlyMap<string, readonly BarRow[]>,
): PlacedLink[] {
  return states.flatMap((state) => {
    const fromRows = rowsOf.get(state.link.fromId);
    const toRows = rowsOf.get(state.link.toId);
    if (!fromRows || !toRows) return [];
    return linkRows(fromRows, toRows).map(([fromRow, toRow]) => ({
      ...state,
      key: `${state.link.id} ${toRow.key}`,
      fromRow,
      toRow,
      top: Math.min(fromRow.index, toRow.index),
      bottom: Math.max(fromRow.index, toRow.index),
    }));
  });
}

/** Lines of the links that touch the drawn rows, each in the groups that show both ends. */
export const LinkLayer = memo(function LinkLayer(props: LinkLayerProps) {
  const { lines, rowsOf, win, origin, px, rowHeight, preview, hotId, calendar, floats, draft } = props;
  const now = (bar: Bar) => ({ ...bar, ...preview?.get(bar.item.id) });
  const port = (row: BarRow, bar: Bar, atEnd: boolean): Port => {
    const days = now(bar);
    const isMilestone = bar.item.kind === "milestone";
    const day = isMilestone ? days.start + 0.5 : atEnd ? days.end : days.start;
    const y = row.index * rowHeight + rowHeight / 2;
    if (row.bar !== bar) return { x: (day - origin) * px, y, side: "through" };
    const out = isMilestone ? 8 : 0;
    const x = (day - origin) * px + (atEnd ? out - (isMilestone ? 0 : 1) : -out);
    return { x, y, side: atEnd ? "right" : "left" };
  };

  const drawn = lines.flatMap(({ key, link, from, to, fromRow, toRow }) => {
    const start = port(fromRow, from, link.type === "FS" || link.type === "FF");
    const end = port(toRow, to, link.type === "FF" || link.type === "SF");
    if (Math.max(start.x, end.x) < win.left || Math.min(start.x, end.x) > win.right) return [];
    const isBroken = slackOf(link, now(from), now(to), calendar) < 0;
    const isHot = hotId === link.fromId || hotId === link.toId;
    const isCritical = floats !== null && isTight(link, props.plan, floats, calendar);
    return [{ key, path: routeLink(start, end, rowHeight, BAR), isBroken, isHot, isCritical }];
  });
  drawn.sort((a, b) => Number(a.isHot) - Number(b.isHot));

  const draftRow = draft && rowsOf.get(draft.fromId)?.find((row) => row.key === draft.fromKey);
  const draftStart = draftRow ? port(draftRow, draftRow.bar, true) : null;
  return (
    <svg className="tl-links" width="1" height="1" aria-hidden="true">
      <defs>
        <marker
          id="tl-arrow"
          viewBox="0 0 6 6"
          refX="5"
          refY="3"
          markerWidth="6"
          markerHeight="6"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 6 3 0 6z" style={{ fill: "context-stroke" }} />
        </marker>
      </defs>
      {drawn.map(({ key, path, isBroken, isHot, isCritical }) => (
        <path
          key={key}
          d={path}
          markerEnd="url(#tl-arrow)"
          className={clsx(isHot && "is-hot", isBroken && "is-broken", isCritical && "is-critical")}
        />
      ))}
      {draft && draftStart && (
        <path
          className="is-hot"
          strokeDasharray="3 3"
          markerEnd="url(#tl-arrow)"
          d={`M${draftStart.x} ${draftStart.y}L${draft.x} ${draft.y}`}
        />
      )}
    </svg>
  );
});
