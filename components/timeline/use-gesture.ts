import { useCallback, useMemo, useRef, useState } from "react";
import { toastStore } from "@/components/ui/toast-store";
import type { DependencyType } from "@/lib/campaigns/status";
import { newId } from "@/lib/ids";
import type { Bar, Days } from "@/lib/timeline/bars";
import { EVERY_DAY, type WorkCalendar } from "@/lib/timeline/calendar";
import { cycleWith } from "@/lib/timeline/cycle";
import type { FollowerMode, PlanLink } from "@/lib/timeline/plan";
import { type RivalsById, sharedWords } from "@/lib/timeline/rivals";
import type { BarRow } from "@/lib/timeline/rows";
import { spanWords } from "@/lib/timeline/scale";
import { earliestDays, type ShiftResult, schedulePlan, shiftPlan } from "@/lib/timeline/schedule";
import { differenceWords, dragWords } from "@/lib/timeline/sentence";
import type { PlanStore } from "./plan-store";
import { type DatesGesture, type FrameGesture, type Gesture, RunningGesture } from "./running-gesture";

export type GestureOptions = {
  store: PlanStore;
  followers: FollowerMode;
  calendar?: WorkCalendar;
  today: number;
  selected: ReadonlySet<string>;
  /** Whom campaigns share, to tell of while one is moved. */
  rivals: RivalsById;
  onDrawn: (campaignId: string, days: Days) => void;
  onFramed: (frame: FrameGesture) => void;
};

const onProblem = (text: string) => toastStore.show({ tone: "failed", text });

export type GestureApi = ReturnType<typeof useGesture>;

/** A drag or its keyboard twin while it runs: it changes nothing before it is committed. */
export function useGesture(options: GestureOptions) {
  const { store, followers, calendar = EVERY_DAY, today, rivals } = options;
  const [running] = useState(() => new RunningGesture());
  const latest = useRef(options);
  latest.current = options;
  const put = useCallback((next: Gesture | null) => running.put(next), [running]);

  const preview = useCallback(
    (moves: ReadonlyMap<string, Days>) => shiftPlan(store.get().graph, moves, { followers, calendar }),
    [store, followers, calendar],
  );

  const circle = useCallback(
    (ids: readonly string[]) => {
      const names = ids.map((id) => store.get().plan.byId.get(id)?.item.name ?? "?");
      return `These wait for each other in a circle: ${names.join(" → ")}.`;
    },
    [store],
  );

  const beginDates = useCallback(
    (row: BarRow, by: "pointer" | "keys") => {
      const { start, end, item } = row.bar;
      const { selected } = latest.current;
      const ids = selected.has(item.id) ? [...selected] : [item.id];
      put({
        kind: "dates",
        by,
        row,
        before: { start, end },
        after: { start, end },
        ids: ids.filter((id) => !store.get().plan.byId.get(id)?.item.locked),
        preview: new Map(),
      });
    },
    [put, store],
  );

  const setDays = useCallback(
    (after: Days) => {
      const now = running.get();
      if (now?.kind === "draw") put({ ...now, days: after });
      if (now?.kind !== "dates" || (now.after.start === after.start && now.after.end === after.end)) return;
      const moves = movesOf({ ...now, after }, store);
      const result = preview(moves);
      put({ ...now, after, preview: result.ok ? result.days : moves });
    },
    [preview, put, running, store],
  );

  const beginLink = useCallback(
    (row: BarRow, by: "pointer" | "keys") => put({ kind: "link", by, row, over: null, x: 0, y: 0 }),
    [put],
  );

  const beginDraw = useCallback(
    (row: BarRow, day: number) =>
      put({
        kind: "draw",
        by: "pointer",
        row,
        campaignId: row.bar.item.parentId ?? row.bar.item.id,
        days: { start: day, end: day + 1 },
      }),
    [put],
  );

  const beginFrame = useCallback(
    (x: number, y: number) => put({ kind: "frame", by: "pointer", x, y, toX: x, toY: y }),
    [put],
  );

  const setOver = useCallback(
    (over: BarRow | null, x: number, y: number) => {
      const now = running.get();
      if (now?.kind === "link") put({ ...now, over: over?.bar === now.row.bar ? null : over, x, y });
      if (now?.kind === "frame") put({ ...now, toX: x, toY: y });
    },
    [put, running],
  );

  const cancel = useCallback(() => put(null), [put]);

  /** Takes the days that a schedule gives, or says which circle makes it impossible. */
  const settle = useCallback(
    (result: ShiftResult, label: (days: ReadonlyMap<string, Days>) => string): string | null => {
      if (!result.ok) {
        onProblem(circle(result.cycle));
        return null;
      }
      if (result.days.size === 0) return null;
      const text = label(result.days);
      store.change(result.days, text);
      return text;
    },
    [store, circle],
  );

  /** Moves an item at once, its followers too. Tells what was done, or null when it could not be. */
  const moveTo = useCallback(
    (id: string, after: Days): string | null => {
      const name = store.get().plan.byId.get(id)?.item.name;
      if (name === undefined) return null;
      const andMore = (others: number) => (others > 0 ? ` and ${others} more` : "");
      return settle(
        preview(new Map([[id, after]])),
        (days) => `Moved ${name} to ${spanWords(after.start, after.end, today)}${andMore(days.size - 1)}`,
      );
    },
    [store, preview, settle, today],
  );

  /** Moves several by as many days, what follows them too: one step. */
  const moveBy = useCallback(
    (ids: readonly string[], by: number): string | null => {
      const { byId } = store.get().plan;
      const moves = new Map<string, Days>();
      for (const id of ids) {
        const bar = byId.get(id);
        if (bar && !bar.item.locked) moves.set(id, { start: bar.start + by, end: bar.end + by });
      }
      const others = (count: number) => (count > 0 ? `, and ${count} that follow` : "");
      return settle(
        preview(moves),
        (days) => `Moved ${moves.size} bars ${differenceWords(0, by)}${others(days.size - moves.size)}`,
      );
    },
    [store, preview, settle],
  );

  /** Puts everything as early as its dependencies allow. */
  const scheduleAll = useCallback((): string | null => {
    const done = settle(
      schedulePlan(store.get().graph, calendar),
      (days) => `Scheduled: ${days.size === 1 ? "1 bar" : `${days.size} bars`} moved`,
    );
    if (!done) toastStore.show({ tone: "notice", text: "Everything is as early as its dependencies allow." });
    return done;
  }, [store, settle, calendar]);

  /** Adds a dependency unless it exists or would close a circle; then it says why. */
  const linkTo = useCallback(
    (fromId: string, toId: string, type: DependencyType = "FS", lagDays = 0): string | null => {
      const { plan, links } = store.get();
      const [from, to] = [plan.byId.get(fromId)?.item, plan.byId.get(toId)?.item];
      if (!from || !to) return null;
      if (links.some((link) => link.fromId === fromId && link.toId === toId)) {
        onProblem(`${to.name} already waits for ${from.name}.`);
        return null;
      }
      const items = [...plan.byId.values()].map((bar) => bar.item);
      const cycle = cycleWith(items, links, { fromId, toId });
      if (cycle) {
        onProblem(circle(cycle));
        return null;
      }
      const label = `${to.name} now waits for ${from.name}`;
      store.link({ id: newId(), fromId, toId, type, lagDays }, label);
      return label;
    },
    [store, circle],
  );

  const unlink = useCallback(
    (link: PlanLink) => {
      const { plan } = store.get();
      const [from, to] = [plan.byId.get(link.fromId)?.item.name, plan.byId.get(link.toId)?.item.name];
      store.unlink(link, `${to} no longer waits for ${from}`);
    },
    [store],
  );

  const earliestFor = useCallback(
    (bar: Bar) => earliestDays(store.get().graph, bar, calendar),
    [store, calendar],
  );

  const commit = useCallback((): string | null => {
    const done = running.get();
    put(null);
    switch (done?.kind) {
      case "dates": {
        const { before, after, row, ids } = done;
        if (before.start === after.start && before.end === after.end) return null;
        return ids.length > 1 && isMove(done)
          ? moveBy(ids, after.start - before.start)
          : moveTo(row.bar.item.id, after);
      }
      case "link":
        return done.over ? linkTo(done.row.bar.item.id, done.over.bar.item.id) : null;
      case "draw":
        latest.current.onDrawn(done.campaignId, done.days);
        return null;
      case "frame":
        latest.current.onFramed(done);
        return null;
      default:
        return null;
    }
  }, [put, running, moveTo, moveBy, linkTo]);

  const words = useCallback(
    (one: DatesGesture) => {
      const moved = isMove(one) ? one.ids.filter((id) => one.preview.has(id)).length : 1;
      const followersMoved = one.preview.size - (one.preview.has(one.row.bar.item.id) ? moved : 0);
      const text = dragWords(one.before, one.after, today);
      const along = moved > 1 ? ` · ${moved} selected` : "";
      return followersMoved > 0 ? `${text}${along} · moves ${followersMoved} more` : text + along;
    },
    [today],
  );

  const harm = useCallback(
    ({ row, ids, preview: days }: DatesGesture) => {
      const moved = new Set([row.bar.item.id, ...ids, ...days.keys()]);
      return sharedWords([...moved], days, { rivals, byId: store.get().plan.byId, today });
    },
    [rivals, store, today],
  );

  return useMemo(
    () => ({
      running,
      beginDates,
      setDays,
      beginLink,
      beginDraw,
      beginFrame,
      setOver,
      cancel,
      commit,
      moveTo,
      moveBy,
      scheduleAll,
      linkTo,
      unlink,
      earliestFor,
      preview,
      words,
      harm,
    }),
    [
      running,
      beginDates,
      setDays,
      beginLink,
      beginDraw,
      beginFrame,
      setOver,
      cancel,
      commit,
      moveTo,
      moveBy,
      scheduleAll,
      linkTo,
      unlink,
      earliestFor,
      preview,
      words,
      harm,
    ],
  );
}

const isMove = ({ before, after }: Pick<DatesGesture, "before" | "after">) =>
  after.start - before.start === after.end - before.end;

/** What a drag asks for: the dragged bar alone when it is resized, the whole selection when it is moved. */
function movesOf(drag: DatesGesture, store: PlanStore): ReadonlyMap<string, Days> {
  const { before, after, row, ids } = drag;
  const moves = new Map<string, Days>();
  const by = after.start - before.start;
  if (isMove(drag))
    for (const id of ids) {
      const bar = store.get().plan.byId.get(id);
      if (bar) moves.set(id, { start: bar.start + by, end: bar.end + by });
    }
  return moves.set(row.bar.item.id, after);
}
