// biome-ignore-all lint/a11y/useSemanticElements: rows stand where the window puts them, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the treegrid, which names the active row
import { type KeyboardEvent, type MouseEvent, type ReactNode, useMemo } from "react";
import type { Bar, Days } from "@/lib/timeline/bars";
import type { DayRun } from "@/lib/timeline/calendar";
import type { ConflictMark } from "@/lib/timeline/conflicts";
import type { BarRow, Row } from "@/lib/timeline/rows";
import { isOutside } from "@/lib/timeline/sentence";
import { type DayOff, TimelineGround, TimelineHead } from "./timeline-head";
import { LinkLayer, type PlacedLink } from "./timeline-links";
import { rowId, TimelineRow } from "./timeline-row";
import type { GestureApi } from "./use-gesture";
import { partAt, usePointer } from "./use-pointer";
import { useArea, type View } from "./use-view";

export type BarsModel = {
  rows: readonly Row[];
  rowByKey: ReadonlyMap<string, Row>;
  rowsOf: ReadonlyMap<string, readonly BarRow[]>;
  byId: ReadonlyMap<string, Bar>;
  lines: readonly PlacedLink[];
  marks: ReadonlyMap<string, readonly ConflictMark[]>;
  broken: ReadonlyMap<string, number>;
  withLineOut: ReadonlySet<string>;
  owners: ReadonlyMap<string, string>;
  holidays: readonly DayOff[];
  weekdaysOff: readonly DayRun[];
  today: number;
};

export type TimelineBarsProps = {
  label: string;
  model: BarsModel;
  view: View;
  api: GestureApi;
  activeKey: string | null;
  openId: string | null;
  showBaseline: boolean;
  showLines: boolean;
  canLink: boolean;
  isReadOnly: boolean;
  onActive: (row: Row) => void;
  onToggle: (row: Row) => void;
  onOpen: (row: BarRow) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  className: string;
};

const TIP_HEIGHT = 28;

/** The one scroller: names at the left, days at the top, bars between; only what is seen exists. */
export function TimelineBars(props: TimelineBarsProps) {
  const { label, model, view, api, activeKey, onActive, onToggle, onOpen, canLink, isReadOnly } = props;
  const { rows, rowByKey, today, holidays } = model;
  const { origin, px, size } = view;
  const { win } = useArea(view);
  const pointer = usePointer({ view, api, rows, rowByKey, canLink, isReadOnly, onBegin: onActive });
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
    onActive(row);
    if (hit.part === "jump" && row.kind === "bar") view.scrollToDay(row.bar.start, 0.15);
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
            Campaign
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
          <DragTip api={api} view={view} rowHeight={size.row} />
        </div>
      </div>
    </div>
  );
}

function Lines({ model, view, api, activeKey, openId }: TimelineBarsProps) {
  const { win } = useArea(view);
  const { gesture } = api;
  const active = activeKey === null ? undefined : model.rowByKey.get(activeKey);
  const draft = useMemo(
    () =>
      gesture?.kind === "link" && (gesture.x !== 0 || gesture.y !== 0)
        ? { fromId: gesture.row.bar.item.id, fromKey: gesture.row.key, x: gesture.x, y: gesture.y }
        : null,
    [gesture],
  );
  return (
    <LinkLayer
      lines={model.lines}
      rowsOf={model.rowsOf}
      win={win}
      origin={view.origin}
      px={view.px}
      rowHeight={view.size.row}
      preview={gesture?.kind === "dates" ? gesture.preview : null}
      hotId={active?.kind === "bar" ? active.bar.item.id : openId}
      draft={draft}
    />
  );
}

function Rows(props: TimelineBarsProps): ReactNode {
  const { model, view, api, activeKey, canLink, isReadOnly, showBaseline } = props;
  const { origin, px } = view;
  const { win, seen } = useArea(view);
  const { gesture } = api;
  const preview = gesture?.kind === "dates" ? gesture.preview : null;
  const draggedId = gesture?.kind === "dates" ? gesture.row.bar.item.id : null;
  const targetKey = gesture?.kind === "link" ? gesture.over?.key : undefined;

  return model.rows.slice(win.from, win.to).map((row) => {
    const item = row.kind === "bar" ? row.bar.item : null;
    const live = item ? preview?.get(item.id) : undefined;
    const days: Days = live ?? (row.kind === "bar" ? row.bar : row);
    const left = (days.start - origin) * px;
    const right = (days.end - origin) * px;
    const isMilestone = item?.kind === "milestone";
    const campaign = item && item.parentId !== null ? model.byId.get(item.parentId) : undefined;
    const reach = isMilestone ? 8 : 2;
    const edge = item && right < seen.left + reach ? -1 : item && left > seen.right - reach ? 1 : 0;
    return (
      <TimelineRow
        key={row.key}
        row={row}
        origin={origin}
        px={px}
        today={model.today}
        totalWidth={view.width}
        isActive={row.key === activeKey}
        isTarget={row.key === targetKey}
        live={live ?? (item && item.id === draggedId ? gesture?.row.bar : undefined)}
        part={item && item.id === draggedId ? "moving" : live ? "following" : undefined}
        edge={edge}
        isDrawn={right > win.left && left < win.right}
        marks={item ? model.marks.get(item.id) : undefined}
        broken={item ? (model.broken.get(item.id) ?? 0) : 0}
        owner={item?.ownerId ? (model.owners.get(item.ownerId) ?? null) : null}
        campaign={campaign}
        isAstray={isOutside(days, campaign && (preview?.get(campaign.item.id) ?? campaign))}
        hasLineOut={item !== null && model.withLineOut.has(item.id)}
        canLink={canLink && gesture === null}
        isReadOnly={isReadOnly}
        showBaseline={showBaseline}
      />
    );
  });
}

type DragTipProps = { api: GestureApi; view: View; rowHeight: number };

function DragTip({ api, view, rowHeight }: DragTipProps) {
  const { gesture } = api;
  const element = view.scroller.current;
  if (!gesture || !element) return null;
  const isDates = gesture.kind === "dates";
  const row = isDates ? gesture.row : (gesture.over ?? gesture.row);
  const top = row.index * rowHeight;
  const isUnder = top - TIP_HEIGHT < element.scrollTop;
  const x = ((isDates ? gesture.after.start : row.bar.start) - view.origin) * view.px;
  return (
    <div
      className="tl-tip"
      aria-hidden="true"
      style={{
        top: isUnder ? top + rowHeight + 2 : top - TIP_HEIGHT + 4,
        left: `calc(var(--tl-name) + ${Math.max(x, element.scrollLeft + 8)}px)`,
      }}
    >
      {isDates
        ? api.words(gesture)
        : gesture.over
          ? `${gesture.over.bar.item.name} waits for ${gesture.row.bar.item.name}`
          : "Choose what waits for this"}
    </div>
  );
}
