"use client";

import "./bars.css";
import "./timeline.css";
import { clsx } from "clsx";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { toastStore } from "@/components/ui/toast-store";
import { useSay } from "@/components/ui/use-say";
import { toDayNumber } from "@/lib/days";
import { newId } from "@/lib/ids";
import { type Bar, type Days, toSpan } from "@/lib/timeline/bars";
import { MONDAY_TO_FRIDAY, workingDays } from "@/lib/timeline/calendar";
import type { FollowerMode, PlanItem, PlanProblems, SharedPeople } from "@/lib/timeline/plan";
import { rivalsById } from "@/lib/timeline/rivals";
import { ALL_FOLDED, ALL_OPEN, type BarRow, type Row } from "@/lib/timeline/rows";
import { planRange } from "@/lib/timeline/scale";
import type { Column } from "./column";
import { ConflictDialog, PasteDialog, SelectionBar, TimelineSide } from "./lazy";
import type { NewPart } from "./new-part-panel";
import { type FrameGesture, useIsRunning } from "./running-gesture";
import { TimelineAgenda } from "./timeline-agenda";
import { TimelineBars } from "./timeline-bars";
import { TimelineCorner } from "./timeline-corner";
import type { TimelineProps } from "./timeline-props";
import type { Drawn } from "./timeline-side";
import { type PhoneView, TimelineToolbar } from "./timeline-toolbar";
import { useClipboard } from "./use-clipboard";
import { useGesture } from "./use-gesture";
import { useIsPhone } from "./use-is-phone";
import { useKept } from "./use-kept";
import { timelineKeys } from "./use-keys";
import { type Sort, useModel } from "./use-model";
import { usePlan } from "./use-plan";
import { useSelection } from "./use-selection";
import { useShow } from "./use-show";
import { useView } from "./use-view";

const NONE: readonly never[] = [];
const NO_PROBLEMS: PlanProblems = { conflicts: NONE, allowedLinks: NONE };
const NONE_SHARED: SharedPeople = { campaigns: NONE, pairs: NONE };

/** Campaigns, tactics and milestones as bars on days. It fills its parent, which has to have a height. */
export function Timeline(props: TimelineProps) {
  const {
    items,
    links: sentLinks,
    problems = NO_PROBLEMS,
    shared = NONE_SHARED,
    holidays = NONE,
    workdays = MONDAY_TO_FRIDAY,
    segments,
    people,
    group,
    open,
    onOpen,
    baselines,
    readOnly = false,
  } = props;
  const today = toDayNumber(props.today);
  const { say, region } = useSay();
  const calendar = useMemo(
    () =>
      workingDays(
        holidays.map((holiday) => toDayNumber(holiday.day)),
        workdays,
      ),
    [holidays, workdays],
  );
  const { store, state, undo, redo, conflict } = usePlan({ ...props, calendar });
  const { plan, states } = state;

  const [ownToggled, setOwnToggled] = useState<readonly string[]>(NONE);
  const toggled = props.toggled ?? ownToggled;
  const setToggled = (keys: string[]) => (props.onToggled ?? setOwnToggled)(keys);
  const [ownFollowers, setOwnFollowers] = useKept<FollowerMode>(
    props.keepAs && `${props.keepAs} followers`,
    () => "slack",
  );
  const followers = props.followers ?? ownFollowers;
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const look = (name: string) => props.keepAs && `${props.keepAs} ${name}`;
  const [baseline, setBaseline] = useKept(look("baseline"), () => true);
  const [lines, setLines] = useKept(look("lines"), () => true);
  const [critical, setCritical] = useKept(look("critical"), () => false);
  const [column, setColumn] = useKept<Column>(look("column"), () => "none");
  const [sort, setSort] = useKept<Sort>(look("sort"), () => "none");
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [phoneView, setPhoneView] = useState<PhoneView>("agenda");
  const isPhone = useIsPhone();
  const heading = useRef<HTMLHeadingElement>(null);
  const wantsHeading = useRef(false);

  const model = useModel({
    ...{ state, calendar, group, segments, people, problems, holidays, workdays, toggled, today },
    ...{ column, sort, needsFloats: critical || open !== null },
  });
  const { rows } = model;
  const [firstAt] = useState(() => (props.at === null ? today : toDayNumber(props.at)));
  const { from, to } = useMemo(() => planRange(plan.byId.values(), today, firstAt), [plan, today, firstAt]);
  const range = useMemo(() => ({ from, to }), [from, to]);
  const view = useView({ ...props, range, rowCount: rows.length });
  const selection = useSelection(rows, plan.byId, say);

  const canLink = !readOnly && props.onLink !== undefined;
  const canAdd = !readOnly && props.onAdd !== undefined;
  const clipboard = useClipboard({ store, calendar, canAdd, say, scope: props.scope ?? "" });
  const onFramed = ({ x, y, toX, toY }: FrameGesture) => {
    const { row: height } = view.size;
    const [left, right] = [Math.min(x, toX), Math.max(x, toX)].map((at) => at / view.px + view.origin);
    const [top, bottom] = [Math.min(y, toY), Math.max(y, toY)].map((at) => at / height);
    selection.add(
      rows.filter(
        (row) =>
          row.kind === "bar" &&
          row.index + 1 > (top ?? 0) &&
          row.index < (bottom ?? 0) &&
          row.bar.end > (left ?? 0) &&
          row.bar.start < (right ?? 0),
      ),
    );
  };
  const onDrawn = (campaignId: string, days: Days) => {
    onOpen(null);
    setDrawn({ campaignId, days });
  };
  const rivals = useMemo(() => rivalsById(shared), [shared]);
  const api = useGesture({
    store,
    rivals,
    followers,
    calendar,
    today,
    selected: selection.selected,
    onDrawn,
    onFramed,
  });
  const isHeld = useIsRunning(api.running);
  // While a hand holds a bar nothing moves under it. What came meanwhile makes the drop a conflict, not a loss.
  useLayoutEffect(() => {
    if (!isHeld) store.receive(items, sentLinks, calendar);
  }, [store, items, sentLinks, calendar, isHeld]);

  const hasBaseline = useMemo(() => items.some((item) => item.baseline), [items]);
  const problemsOf = useCallback(
    (id: string) => (model.marks.get(id)?.length ?? 0) + (model.broken.get(id) ?? 0),
    [model],
  );
  const activeIndex = activeKey === null ? -1 : (model.rowByKey.get(activeKey)?.index ?? -1);
  const drawnFor = drawn ? plan.byId.get(drawn.campaignId) : undefined;

  const setActive = useCallback(
    (row: Row) => {
      setActiveKey(row.key);
      view.reveal(row.index);
    },
    [view],
  );
  const toggle = (row: Row) => {
    if (row.count === 0 && row.kind === "bar") return;
    setToggled(toggled.includes(row.key) ? toggled.filter((key) => key !== row.key) : [...toggled, row.key]);
  };
  const openPanel = (row: BarRow, withFocus = false) => {
    wantsHeading.current = withFocus;
    if (withFocus && open === row.bar.item.id) heading.current?.focus();
    setDrawn(null);
    onOpen(row.bar.item.id);
  };
  const closePanel = () => {
    if (open === null && drawn === null) return false;
    if (open !== null) onOpen(null);
    setDrawn(null);
    view.scroller.current?.focus({ preventScroll: true });
    return true;
  };

  const { show, showOnce, jumpTo } = useShow({ model, view, toggled, setToggled, toggle, setActive, onOpen });

  const showNextProblem = () => {
    const after = [...rows.slice(activeIndex + 1), ...rows.slice(0, activeIndex + 1)];
    const row = after.find((one): one is BarRow => one.kind === "bar" && problemsOf(one.bar.item.id) > 0);
    if (!row) return;
    jumpTo(row);
    onOpen(row.bar.item.id);
  };

  const fit = () => {
    const bars = [...plan.byId.values()];
    if (bars.length > 0)
      view.fit(Math.min(...bars.map((bar) => bar.start)), Math.max(...bars.map((bar) => bar.end)));
  };
  /** Whether the campaign of a bar is over, which is then told. */
  const isOver = ({ item }: Pick<Bar, "item">) => {
    const campaign = plan.byId.get(item.parentId ?? item.id)?.item;
    if (!campaign?.locked) return false;
    const text = `“${campaign.name}” is ${campaign.status}: nothing is added to its plan.`;
    toastStore.show({ tone: "notice", text });
    return true;
  };
  /** The form for a part of a bar's campaign: a week from the bar's own start, or from today where that is later. */
  const startAdding = (bar: Pick<Bar, "start" | "item">) => {
    if (isOver(bar)) return;
    const start = Math.max(bar.start, today);
    onDrawn(bar.item.parentId ?? bar.item.id, { start, end: start + 5 });
  };
  const addDrawn = ({ kind, name, days }: NewPart) => {
    if (!drawn || !drawnFor) return;
    const part: PlanItem = {
      ...{ id: newId(), kind, name, ...toSpan(days), parentId: drawn.campaignId, version: 1, progress: 0 },
      ...{ status: null, ownerId: null, channels: [], segmentIds: [], hours: 0, isByHand: false },
    };
    store.add({ parts: [part], links: [] }, `Added ${name} to ${drawnFor.item.name}`);
    showOnce(part.id);
    const row = model.rowsOf.get(drawn.campaignId)?.[0];
    if (row && group !== "campaign" && !row.isOpen) toggle(row);
    setDrawn(null);
    view.scroller.current?.focus({ preventScroll: true });
  };
  const selectedBars = () => [...selection.selected].flatMap((id) => plan.byId.get(id) ?? []);
  const copyFrom = (row: Row) => {
    const picked = selectedBars();
    clipboard.copy(picked.length > 0 ? picked : row.kind === "bar" ? [row.bar] : []);
  };

  const onKeyDown = timelineKeys({
    rows,
    activeIndex,
    setActive: (row) => {
      setActive(row);
      if (open !== null && row.kind === "bar") onOpen(row.bar.item.id);
    },
    toggle,
    openPanel: (row) => openPanel(row, true),
    closePanel,
    select: selection.select,
    clearSelection: selection.clear,
    copy: copyFrom,
    paste: (row) => {
      if (row.kind === "bar" && clipboard.count > 0 && !isOver(row.bar)) clipboard.askWhere(row.bar);
    },
    add: canAdd ? (row) => startAdding(row.bar) : undefined,
    fit,
    view,
    api,
    today,
    canLink,
    isReadOnly: readOnly,
    say,
  });

  return (
    <div className={clsx("tl relative flex h-full min-h-0 flex-col", column !== "none" && "has-figures")}>
      <TimelineToolbar
        lead={props.lead}
        group={group}
        onGroup={props.onGroup}
        zoom={view.zoom}
        onZoom={view.zoomTo}
        onZoomBy={view.zoomBy}
        onFit={fit}
        onToday={() => view.scrollToDay(today, 1 / 3)}
        phoneView={phoneView}
        onPhoneView={setPhoneView}
        problems={model.problemCount}
        onNextProblem={showNextProblem}
        canUndo={state.history.past.length > 0}
        canRedo={state.history.future.length > 0}
        onUndo={undo}
        onRedo={redo}
        isReadOnly={readOnly}
        find={{
          plan,
          today,
          onShow: (id) => {
            show(id);
            view.scroller.current?.focus({ preventScroll: true });
          },
        }}
        view={{
          baseline: hasBaseline ? baseline : null,
          onBaseline: setBaseline,
          lines,
          onLines: setLines,
          critical,
          onCritical: setCritical,
          column,
          onColumn: setColumn,
          onFoldAll: (isFolded) => setToggled(isFolded ? [ALL_FOLDED] : [ALL_OPEN]),
        }}
        plan={{
          baselines,
          scheduling: readOnly
            ? undefined
            : {
                followers,
                onFollowers: props.onFollowers ?? setOwnFollowers,
                onSchedule: api.scheduleAll,
              },
        }}
      />
      {items.length === 0 && props.empty ? (
        <div className="min-h-0 flex-1 overflow-y-auto">{props.empty}</div>
      ) : (
        <div className="flex min-h-0 flex-1">
          {phoneView === "agenda" && isPhone !== false && (
            <div className="flex min-h-0 min-w-0 flex-1 flex-col md:hidden">
              <TimelineAgenda plan={plan} today={today} problemsOf={problemsOf} onOpen={onOpen} />
            </div>
          )}
          <TimelineBars
            label={props.label}
            model={model}
            view={view}
            api={api}
            activeKey={activeKey}
            selected={selection.selected}
            openId={open}
            showBaseline={baseline}
            showLines={lines}
            showCritical={critical}
            corner={<TimelineCorner column={column} sort={sort} onSort={setSort} />}
            canLink={canLink}
            canDraw={canAdd}
            isReadOnly={readOnly}
            onActive={setActive}
            onToggle={toggle}
            onOpen={openPanel}
            onSelect={selection.select}
            onKeyDown={onKeyDown}
            className={clsx(phoneView === "agenda" && "max-md:hidden")}
          />
          {(open !== null || drawn !== null) && (
            <TimelineSide
              model={model}
              store={store}
              states={states}
              api={api}
              selection={selection}
              clipboard={clipboard}
              heading={heading}
              wantsHeading={wantsHeading}
              open={open}
              drawn={drawn}
              isReadOnly={readOnly}
              canLink={canLink}
              canAdd={canAdd}
              canUnlink={!readOnly && props.onUnlink !== undefined}
              canPlace={!readOnly && props.onByHand !== undefined}
              onAdd={addDrawn}
              onDraw={startAdding}
              onShow={show}
              onClose={closePanel}
            />
          )}
        </div>
      )}
      {selection.selected.size > 0 && (
        <SelectionBar
          count={selection.selected.size}
          onMove={(days) => api.moveBy([...selection.selected], days)}
          onCopy={canAdd ? () => clipboard.copy(selectedBars()) : undefined}
          onClear={selection.clear}
        />
      )}
      {clipboard.count > 0 && <PasteDialog {...clipboard.dialog} />}
      {conflict.wasNeeded && <ConflictDialog {...conflict} today={today} />}
      {region}
    </div>
  );
}
