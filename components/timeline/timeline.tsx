"use client";

import "./bars.css";
import "./timeline.css";
import { clsx } from "clsx";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSay } from "@/components/ui/use-say";
import { toDayNumber } from "@/lib/days";
import type { Days } from "@/lib/timeline/bars";
import { MONDAY_TO_FRIDAY, weekdaysOff, workingDays } from "@/lib/timeline/calendar";
import { brokenByItem, marksByItem } from "@/lib/timeline/conflicts";
import type {
  FollowerMode,
  Grouping,
  Holiday,
  NamedKey,
  PlanConflict,
  PlanItem,
  PlanLink,
} from "@/lib/timeline/plan";
import { type BarRow, buildRows, type Row, rowsByItem } from "@/lib/timeline/rows";
import { planRange, type Zoom } from "@/lib/timeline/scale";
import { BarPanel } from "./bar-panel";
import type { PlanWriter } from "./plan-store";
import { TimelineAgenda } from "./timeline-agenda";
import { type BarsModel, TimelineBars } from "./timeline-bars";
import { placeLinks } from "./timeline-links";
import { type PhoneView, TimelineToolbar } from "./timeline-toolbar";
import { useGesture } from "./use-gesture";
import { useIsPhone } from "./use-is-phone";
import { timelineKeys } from "./use-keys";
import { usePlan } from "./use-plan";
import { useView } from "./use-view";

export type TimelineProps = {
  label: string;
  items: readonly PlanItem[];
  links: readonly PlanLink[];
  /** Also the order of the groups. */
  segments: readonly NamedKey[];
  people: readonly NamedKey[];
  conflicts?: readonly PlanConflict[];
  holidays?: readonly Holiday[];
  /** ISO weekdays on which work is done: with the holidays, what lengths and lags count. */
  workdays?: readonly number[];
  /** In the workspace's zone. */
  today: string;
  /** The first visible day, or null for a little before today. */
  at: string | null;
  onAt: (day: string) => void;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  group: Grouping;
  onGroup?: (group: Grouping) => void;
  /** The item whose panel is open. */
  open: string | null;
  onOpen: (id: string | null) => void;
  /** Keys of rows that are not in their default state (groups open, campaigns folded). */
  toggled?: readonly string[];
  onToggled?: (keys: string[]) => void;
  followers?: FollowerMode;
  onFollowers?: (mode: FollowerMode) => void;
  onChange: PlanWriter["onChange"];
  onLink?: PlanWriter["onLink"];
  onUnlink?: PlanWriter["onUnlink"];
  /** After a refused save: time to fetch what others changed. */
  onStale?: () => void;
  readOnly?: boolean;
  /** First in the toolbar. */
  lead?: ReactNode;
  /** Shown instead of bars when there are no items. */
  empty?: ReactNode;
};

const NONE: readonly never[] = [];

/** Campaigns, tactics and milestones as bars on days. It fills its parent, which has to have a height. */
export function Timeline(props: TimelineProps) {
  const {
    conflicts = NONE,
    holidays = NONE,
    workdays = MONDAY_TO_FRIDAY,
    segments,
    people,
    group,
    open,
    onOpen,
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
  const { store, state, undo, redo } = usePlan({ ...props, calendar });
  const { plan, links, states } = state;

  const [ownToggled, setOwnToggled] = useState<readonly string[]>(NONE);
  const toggledKeys = props.toggled ?? ownToggled;
  const [ownFollowers, setOwnFollowers] = useState<FollowerMode>("slack");
  const followers = props.followers ?? ownFollowers;
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [baseline, setBaseline] = useState(true);
  const [lines, setLines] = useState(true);
  const [phoneView, setPhoneView] = useState<PhoneView>("agenda");
  const isPhone = useIsPhone();
  const heading = useRef<HTMLHeadingElement>(null);
  const wantsHeading = useRef(false);
  const toShow = useRef<string | null>(null);

  const rows = useMemo(
    () =>
      buildRows(plan.bars, {
        grouping: group,
        names: { segments, people },
        toggled: new Set(toggledKeys),
        rank: state.rank,
      }),
    [plan, group, segments, people, toggledKeys, state.rank],
  );
  const rowsOf = useMemo(() => rowsByItem(rows), [rows]);
  const placed = useMemo(() => placeLinks(states, rowsOf), [states, rowsOf]);
  const model = useMemo<BarsModel>(
    () => ({
      rows,
      rowByKey: new Map(rows.map((row) => [row.key, row])),
      rowsOf,
      byId: plan.byId,
      lines: placed,
      marks: marksByItem(conflicts),
      broken: brokenByItem(states),
      withLineOut: new Set(links.filter((link) => link.type[0] === "F").map((link) => link.fromId)),
      owners: new Map(people.map((person) => [person.key, person.label])),
      holidays: holidays.map(({ day, name }) => ({ day: toDayNumber(day), name })),
      weekdaysOff: weekdaysOff(workdays),
      today,
    }),
    [rows, rowsOf, placed, plan, states, conflicts, links, people, holidays, workdays, today],
  );
  const [firstAt] = useState(() => (props.at === null ? today : toDayNumber(props.at)));
  const { from, to } = useMemo(() => planRange(plan.byId.values(), today, firstAt), [plan, today, firstAt]);
  const range = useMemo(() => ({ from, to }), [from, to]);
  const view = useView({ ...props, range, rowCount: rows.length });
  const api = useGesture({ store, followers, calendar, today });

  const hasBaseline = useMemo(() => props.items.some((item) => item.baseline), [props.items]);
  // Both bars of a pair have a mark with the pair's id.
  const pairs = new Set(conflicts.map((conflict) => conflict.id)).size;
  const problemCount = pairs + states.filter((one) => one.isBroken).length;
  const problemsOf = useCallback(
    (id: string) => (model.marks.get(id)?.length ?? 0) + (model.broken.get(id) ?? 0),
    [model],
  );
  const activeIndex = activeKey === null ? -1 : (model.rowByKey.get(activeKey)?.index ?? -1);
  const openBar = open === null ? undefined : plan.byId.get(open);

  const setActive = useCallback(
    (row: Row) => {
      setActiveKey(row.key);
      view.reveal(row.index);
    },
    [view],
  );
  const toggle = (row: Row) => {
    if (row.count === 0) return;
    const next = toggledKeys.includes(row.key)
      ? toggledKeys.filter((key) => key !== row.key)
      : [...toggledKeys, row.key];
    if (props.onToggled) props.onToggled(next);
    else setOwnToggled(next);
  };
  const openPanel = (row: BarRow, withFocus = false) => {
    wantsHeading.current = withFocus;
    if (withFocus && open === row.bar.item.id) heading.current?.focus();
    onOpen(row.bar.item.id);
  };
  const closePanel = () => {
    if (open === null) return false;
    onOpen(null);
    view.scroller.current?.focus({ preventScroll: true });
    return true;
  };

  /** Selects an item and brings it into view, unfolding its campaign first if need be. */
  const show = (id: string) => {
    const found = model.rowsOf.get(id)?.[0];
    onOpen(id);
    if (found && found.bar.item.id !== id) {
      toShow.current = id;
      toggle(found);
    } else if (found) {
      setActive(found);
      view.reveal(found.index, found.bar);
    }
  };
  useEffect(() => {
    const row = toShow.current === null ? undefined : model.rowsOf.get(toShow.current)?.[0];
    if (!row || row.bar.item.id !== toShow.current) return;
    toShow.current = null;
    setActive(row);
    view.reveal(row.index, row.bar);
  }, [model, setActive, view]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per opened panel
  useEffect(() => {
    if (wantsHeading.current) heading.current?.focus();
    wantsHeading.current = false;
  }, [open]);

  const showNextProblem = () => {
    const after = [...rows.slice(activeIndex + 1), ...rows.slice(0, activeIndex + 1)];
    const row = after.find((one): one is BarRow => one.kind === "bar" && problemsOf(one.bar.item.id) > 0);
    if (!row) return;
    setActive(row);
    view.reveal(row.index, row.bar);
    onOpen(row.bar.item.id);
  };

  const canLink = !readOnly && props.onLink !== undefined;
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
    view,
    api,
    today,
    canLink,
    isReadOnly: readOnly,
    say,
  });

  const choices = useMemo(
    () => (openBar ? predecessorChoices(openBar.item.id, plan) : NONE),
    [openBar, plan],
  );
  const countFollowers = (days: Days) => {
    const result = openBar && api.preview(openBar.item.id, days);
    return result?.ok ? Math.max(0, result.days.size - 1) : 0;
  };

  return (
    <div className="tl flex h-full min-h-0 flex-col">
      <TimelineToolbar
        lead={props.lead}
        group={group}
        onGroup={props.onGroup}
        zoom={view.zoom}
        onZoom={view.zoomTo}
        onZoomBy={view.zoomBy}
        followers={followers}
        onFollowers={props.onFollowers ?? setOwnFollowers}
        onToday={() => view.scrollToDay(today, 1 / 3)}
        phoneView={phoneView}
        onPhoneView={setPhoneView}
        baseline={hasBaseline ? baseline : null}
        onBaseline={setBaseline}
        lines={lines}
        onLines={setLines}
        problems={problemCount}
        onNextProblem={showNextProblem}
        canUndo={state.history.past.length > 0}
        canRedo={state.history.future.length > 0}
        onUndo={undo}
        onRedo={redo}
        isReadOnly={readOnly}
      />
      {props.items.length === 0 && props.empty ? (
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
            openId={open}
            showBaseline={baseline}
            showLines={lines}
            canLink={canLink}
            isReadOnly={readOnly}
            onActive={setActive}
            onToggle={toggle}
            onOpen={openPanel}
            onKeyDown={onKeyDown}
            className={clsx(phoneView === "agenda" && "max-md:hidden")}
          />
          {openBar && (
            <BarPanel
              bar={openBar}
              campaign={openBar.item.parentId === null ? undefined : plan.byId.get(openBar.item.parentId)}
              today={today}
              owner={openBar.item.ownerId ? (model.owners.get(openBar.item.ownerId) ?? null) : null}
              marks={model.marks.get(openBar.item.id) ?? NONE}
              states={states}
              isReadOnly={readOnly}
              heading={heading}
              choices={choices}
              countFollowers={countFollowers}
              earliestFor={api.earliestFor}
              onSave={(days) => api.moveTo(openBar.item.id, days)}
              onShow={show}
              onClose={closePanel}
              onLink={
                canLink ? (fromId, type, lag) => api.linkTo(fromId, openBar.item.id, type, lag) : undefined
              }
              onUnlink={readOnly || !props.onUnlink ? undefined : (link) => api.unlink(link)}
            />
          )}
        </div>
      )}
      {region}
    </div>
  );
}

const MANY = 300;

/** What a bar may wait for: the rest of its campaign first, then campaigns; never itself or what contains it. */
function predecessorChoices(id: string, plan: ReturnType<typeof usePlan>["state"]["plan"]) {
  const item = plan.byId.get(id)?.item;
  const campaign = item?.parentId ? plan.byId.get(item.parentId) : undefined;
  const inside = (campaign?.parts ?? []).filter((part) => part.item.id !== id);
  const others = plan.bars.filter((bar) => bar.item.id !== id && bar !== campaign).slice(0, MANY);
  return [
    ...inside.map((bar) => ({
      value: bar.item.id,
      label: bar.item.name,
      group: `In ${campaign?.item.name}`,
    })),
    ...others.map((bar) => ({ value: bar.item.id, label: bar.item.name, group: "Campaigns" })),
  ];
}
