// biome-ignore-all lint/a11y/useSemanticElements: rows stand where the window puts them, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the treegrid, which names the active row
import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useMemo } from "react";
import type { Days, Plan } from "@/lib/timeline/bars";
import type { DayRun, WorkCalendar } from "@/lib/timeline/calendar";
import type { ConflictMark } from "@/lib/timeline/conflicts";
import type { BarRow, Row } from "@/lib/timeline/rows";
import { isOutside } from "@/lib/timeline/sentence";
import { DragTip } from "./drag-tip";
import { type Gesture, useRunning } from "./running-gesture";
import { type DayOff, TimelineGround, TimelineHead } from "./timeline-head";
import { LinkLayer, type PlacedLink } from "./timeline-links";
import { rowId, TimelineRow } from "./timeline-row";
import type { Critical } from "./use-critical";
import type { GestureApi } from "./use-gesture";
import { partAt, usePointer } from "./use-pointer";
import { useArea, type View } from "./use-view";

export type BarsModel = {
  rows: readonly Row[];
  rowByKey: ReadonlyMap<string, Row>;
  rowsOf: ReadonlyMap<string, readonly BarRow[]>;
  plan: Plan;
  lines: readonly PlacedLink[];
  marks: ReadonlyMap<string, readonly ConflictMark[]>;
  broken: ReadonlyMap<string, number>;
  /** Conflicts on the bars that are here, broken dependencies among them. */
  problemCount: number;
  withLineOut: ReadonlySet<string>;
  owners: ReadonlyMap<string, string>;
  holidays: readonly DayOff[];
  weekdaysOff: readonly DayRun[];
  calendar: WorkCalendar;
  /** Null while neither the critical path nor a figure of it is shown. */
  critical: Critical | null;
  /** The figures of the chosen column by item, or null without one. */
  figures: ReadonlyMap<string, string> | null;
  today: number;
};

export type TimelineBarsProps = {
  label: string;
  model: BarsModel;
  view: View;
  api: GestureApi;
  activeKey: string | null;
  selected: ReadonlySet<string>;
  openId: string | null;
  showBaseline: boolean;
  showLines: boolean;
  showCritical: boolean;
  /** Head of the name column: its name, and the chosen column with its order. */
  corner: ReactNode;
  canLink: boolean;
  canDraw: boolean;
  isReadOnly: boolean;
  onActive: (row: Row) => void;
  onToggle: (row: Row) => void;
  onOpen: (row: BarRow) => void;
  /** A click with Control or Shift: into or out of the selection, or all from the active row to here. */
  onSelect: (row: Row, isRange: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  className: string;
};

/** The one scroller: names at the left, days at the top, bars between; only what is seen exists. */
export function TimelineBars(props: TimelineBarsProps) {
  const { label, model, view, api, activeKey, onActive, onToggle, onOpen, onSelect, canLink, isReadOnly } =
    props;
  const { rows, rowByKey, today, holidays } = model;
  const { origin, px, size } = view;
  const { win } = useArea(view);
  const pointer = usePointer({
    view,
    api,
    rows,
    rowByKey,
    canLink,
    canDraw: props.canDraw,
    isReadOnly,
    onBegin: onActive,
  });
  const stretch = {
    from: Math.floor(origin + Math.max(0, win.left) / px),
    to: Math.ceil(origin + Math.min(view.isLive ? view.width : win.right, win.right) / px),
    origin,
    px,
    today,
  };
  const isActiveDrawn = rows.slice(win.from, win.to).some((row) => row.key === activeKey);

  function onClick(event: MouseEvent) {
    const hit = partAt(event.target);
    const row = hit && rowByKey.get(hit.key);
    if (!row || pointer.swallowClick.current) return;
    if ((event.ctrlKey || event.metaKey || event.shiftKey) && hit.part !== "fold") {
      onSelect(row, event.shiftKey);
      onActive(row);
      return;
    }
    onActive(row);
    if (hit.part === "jump") view.scrollToDay(row.kind === "bar" ? row.bar.start : row.start, 0.15);
    else if (hit.part === "fold" || (row.kind === "group" && hit.part === "name")) onToggle(row);
    else if (row.kind === "bar" && hit.part !== "cell" && hit.part !== "link") onOpen(row);
  }

  return (
    <div className={`tl-frame ${props.className}`}>
      <div
        ref={view.scroller}
        role="treegrid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={2}
        aria-multiselectable={isReadOnly ? undefined : true}
        aria-activedescendant={activeKey !== null && isActiveDrawn ? rowId(activeKey) : undefined}
        tabIndex={0}
        className="tl-scroll"
        onScroll={view.onScroll}
        onClick={onClick}
        onKeyDown={props.onKeyDown}
        onFocus={() => {
          const [first] = rows;
          if (activeKey === null && first) onActive(first);
        }}
        onPointerDown={pointer.onPointerDown}
        onPointerMove={pointer.onPointerMove}
        onPointerUp={pointer.onPointerUp}
        onPointerCancel={pointer.onPointerCancel}
      >
        <div
          role="row"
          aria-rowindex={1}
          className="tl-head"
          style={{ width: `calc(var(--tl-name) + ${view.width}px)` }}
        >
          <div role="columnheader" className="tl-corner">
            {props.corner}
          </div>
          <div role="columnheader" className="flex min-w-0 flex-1">
            <span className="sr-only">Days</span>
            <TimelineHead {...stretch} holidays={holidays} />
          </div>
        </div>
        <div
          role="rowgroup"
          className="tl-body"
          style={{
            height: `calc(var(--row) * ${rows.length})`,
            width: `calc(var(--tl-name) + ${view.width}px)`,
          }}
        >
          <TimelineGround {...stretch} holidays={holidays} weekdaysOff={model.weekdaysOff} />
          {props.showLines && <Lines {...props} />}
          <Rows {...props} />
          <DragTip api={api} view={view} rowHeight={size.row} today={today} />
        </div>
      </div>
    </div>
  );
}

function Lines({ model, view, api, activeKey, openId, showCritical }: TimelineBarsProps) {
  const { win } = useArea(view);
  const gesture = useRunning(api.running);
  const active = activeKey === null ? undefined : model.rowByKey.get(activeKey);
  // Thousands of lines are looked through when the rows change, not at each move of a hand.
  const near = useMemo(
    () => model.lines.filter(({ top, bottom }) => bottom >= win.from && top < win.to),
    [model.lines, win.from, win.to],
  );
  const draft = useMemo(
    () =>
      gesture?.kind === "link" && (gesture.x !== 0 || gesture.y !== 0)
        ? { fromId: gesture.row.bar.item.id, fromKey: gesture.row.key, x: gesture.x, y: gesture.y }
        : null,
    [gesture],
  );
  return (
    <LinkLayer
      lines={near}
      rowsOf={model.rowsOf}
      win={win}
      origin={view.origin}
      px={view.px}
      rowHeight={view.size.row}
      preview={gesture?.kind === "dates" ? gesture.preview : null}
      calendar={model.calendar}
      tightIds={showCritical ? model.critical?.tightIds : undefined}
      hotId={active?.kind === "bar" ? active.bar.item.id : openId}
      draft={draft}
    />
  );
}

/**
 * The rows in view. While a hand moves bars, only those that the move touches are made anew: the others stay the very
 * same elements, which costs nothing.
 */
function Rows(props: TimelineBarsProps): ReactNode {
  const { model, view, api, activeKey, selected, canLink, isReadOnly, showBaseline, showCritical } = props;
  const { origin, px, width } = view;
  const { win, seen } = useArea(view);
  const gesture = useRunning(api.running);
  const isIdle = gesture === null;

  const draw = useCallback(
    (row: Row, held: Gesture | null) => {
      const moving = held?.kind === "dates" ? held : null;
      const preview = moving?.preview;
      const item = row.kind === "bar" ? row.bar.item : null;
      const isDragged = item !== null && item.id === moving?.row.bar.item.id;
      const live = item ? preview?.get(item.id) : undefined;
      const days: Days = live ?? (row.kind === "bar" ? row.bar : row);
      const left = (days.start - origin) * px;
      const right = (days.end - origin) * px;
      const campaign = item && item.parentId !== null ? model.plan.byId.get(item.parentId) : undefined;
      const reach = item?.kind === "milestone" ? 8 : 2;
      const part = isDragged || (live && item && moving?.ids.includes(item.id)) ? "moving" : "following";
      return (
        <TimelineRow
          key={row.key}
          row={row}
          origin={origin}
          px={px}
          today={model.today}
          totalWidth={width}
          isActive={row.key === activeKey}
          isChosen={item !== null && selected.has(item.id)}
          isTarget={held?.kind === "link" && row.key === held.over?.key}
          live={live ?? (isDragged ? moving?.row.bar : undefined)}
          part={isDragged || live ? part : undefined}
          edge={right < seen.left + reach ? -1 : left > seen.right - reach ? 1 : 0}
          hidden={Math.max(0, Math.min(right, seen.left) - left)}
          isDrawn={right > win.left && left < win.right}
          marks={item ? model.marks.get(item.id) : undefined}
          broken={item ? (model.broken.get(item.id) ?? 0) : 0}
          owner={item?.ownerId ? (model.owners.get(item.ownerId) ?? null) : null}
          campaign={campaign}
          isAstray={isOutside(days, campaign && (preview?.get(campaign.item.id) ?? campaign))}
          hasLineOut={item !== null && model.withLineOut.has(item.id)}
          canLink={canLink && isIdle}
          isReadOnly={isReadOnly}
          showBaseline={showBaseline}
          float={showCritical && item ? model.critical?.floats.get(item.id) : undefined}
          figure={model.figures === null ? null : ((item && model.figures.get(item.id)) ?? "")}
        />
      );
    },
    [
      model,
      origin,
      px,
      width,
      win,
      seen,
      activeKey,
      selected,
      isIdle,
      canLink,
      isReadOnly,
      showBaseline,
      showCritical,
    ],
  );
  const shown = useMemo(() => model.rows.slice(win.from, win.to), [model.rows, win.from, win.to]);
  const still = useMemo(() => shown.map((row) => draw(row, null)), [shown, draw]);
  if (isIdle) return still;
  return shown.map((row, place) => (isTouched(row, gesture) ? draw(row, gesture) : still[place]));
}

/** Whether a running gesture shows on this row. */
function isTouched(row: Row, gesture: Gesture): boolean {
  if (gesture.kind === "link") return row.key === gesture.over?.key;
  if (gesture.kind !== "dates" || row.kind !== "bar") return false;
  const { id, parentId } = row.bar.item;
  const { preview } = gesture;
  return id === gesture.row.bar.item.id || preview.has(id) || (parentId !== null && preview.has(parentId));
}
