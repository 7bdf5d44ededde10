import { clsx } from "clsx";
import { memo, useCallback, useMemo } from "react";
import type { Bar, Days } from "@/lib/timeline/bars";
import type { WorkCalendar } from "@/lib/timeline/calendar";
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
  /** Those on the critical path, while it is shown. */
  tightIds: ReadonlySet<string> | undefined;
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

/**
 * Lines of the links that touch the drawn rows, each in the groups that show both ends. While a hand moves bars, only the
 * lines at them are made anew.
 */
export const LinkLayer = memo(function LinkLayer(props: LinkLayerProps) {
  const { lines, rowsOf, win, origin, px, rowHeight, preview, hotId, calendar, tightIds, draft } = props;
  const portOf = useCallback(
    (row: BarRow, bar: Bar, days: Days, atEnd: boolean): Port => {
      const isMilestone = bar.item.kind === "milestone";
      const day = isMilestone ? days.start + 0.5 : atEnd ? days.end : days.start;
      const y = row.index * rowHeight + rowHeight / 2;
      if (row.bar !== bar) return { x: (day - origin) * px, y, side: "through" };
      const out = isMilestone ? 8 : 0;
      const x = (day - origin) * px + (atEnd ? out - (isMilestone ? 0 : 1) : -out);
      return { x, y, side: atEnd ? "right" : "left" };
    },
    [origin, px, rowHeight],
  );

  const draw = useCallback(
    ({ key, link, from, to, fromRow, toRow }: PlacedLink, moved: ReadonlyMap<string, Days> | null) => {
      const [first, next] = [
        { ...from, ...moved?.get(from.item.id) },
        { ...to, ...moved?.get(to.item.id) },
      ];
      const start = portOf(fromRow, from, first, link.type === "FS" || link.type === "FF");
      const end = portOf(toRow, to, next, link.type === "FF" || link.type === "SF");
      if (Math.max(start.x, end.x) < win.left || Math.min(start.x, end.x) > win.right) return null;
      const isBroken = slackOf(link, first, next, calendar) < 0;
      const isCritical = tightIds?.has(link.id);
      const look = [isHotAt(link, hotId) && "is-hot", isBroken && "is-broken", isCritical && "is-critical"];
      return (
        <path
          key={key}
          d={routeLink(start, end, rowHeight, BAR)}
          markerEnd="url(#tl-arrow)"
          className={clsx(look)}
        />
      );
    },
    [portOf, win, rowHeight, hotId, calendar, tightIds],
  );
  // Those of the selected bar lie over the others.
  const ordered = useMemo(
    () => [...lines].sort((a, b) => Number(isHotAt(a.link, hotId)) - Number(isHotAt(b.link, hotId))),
    [lines, hotId],
  );
  const still = useMemo(() => ordered.map((line) => draw(line, null)), [ordered, draw]);
  const drawn =
    preview === null
      ? still
      : ordered.map((line, place) =>
          preview.has(line.link.fromId) || preview.has(line.link.toId) ? draw(line, preview) : still[place],
        );

  const draftRow = draft && rowsOf.get(draft.fromId)?.find((row) => row.key === draft.fromKey);
  const draftStart = draftRow ? portOf(draftRow, draftRow.bar, draftRow.bar, true) : null;
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
      {drawn}
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

const isHotAt = ({ fromId, toId }: PlacedLink["link"], hotId: string | null) =>
  hotId === fromId || hotId === toId;
