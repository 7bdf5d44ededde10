import { useCallback, useMemo, useRef, useState } from "react";
import { toastStore } from "@/components/ui/toast-store";
import type { DependencyType } from "@/lib/campaigns/status";
import type { Bar, Days } from "@/lib/timeline/bars";
import { EVERY_DAY, type WorkCalendar } from "@/lib/timeline/calendar";
import { cycleWith } from "@/lib/timeline/cycle";
import type { FollowerMode, PlanLink } from "@/lib/timeline/plan";
import type { BarRow } from "@/lib/timeline/rows";
import { spanWords } from "@/lib/timeline/scale";
import { earliestDays, shiftPlan } from "@/lib/timeline/schedule";
import { dragWords } from "@/lib/timeline/sentence";
import type { PlanStore } from "./plan-store";

export type DatesGesture = {
  kind: "dates";
  by: "pointer" | "keys";
  row: BarRow;
  before: Days;
  after: Days;
  /** The dragged bar and those that follow it. */
  preview: ReadonlyMap<string, Days>;
};
export type LinkGesture = {
  kind: "link";
  by: "pointer" | "keys";
  row: BarRow;
  over: BarRow | null;
  x: number;
  y: number;
};
export type Gesture = DatesGesture | LinkGesture;

export type GestureOptions = {
  store: PlanStore;
  followers: FollowerMode;
  calendar?: WorkCalendar;
  today: number;
};

const onProblem = (text: string) => toastStore.show({ tone: "failed", text });

export type GestureApi = ReturnType<typeof useGesture>;

/** A drag or its keyboard twin while it runs: it changes nothing before it is committed. */
export function useGesture({ store, followers, calendar = EVERY_DAY, today }: GestureOptions) {
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const current = useRef<Gesture | null>(null);
  const put = useCallback((next: Gesture | null) => {
    current.current = next;
    setGesture(next);
  }, []);

  const preview = useCallback(
    (id: string, days: Days) => shiftPlan(store.get().graph, new Map([[id, days]]), { followers, calendar }),
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
      const { start, end } = row.bar;
      put({ kind: "dates", by, row, before: { start, end }, after: { start, end }, preview: new Map() });
    },
    [put],
  );

  const setDays = useCallback(
    (after: Days) => {
      const now = current.current;
      if (now?.kind !== "dates" || (now.after.start === after.start && now.after.end === after.end)) return;
      const result = preview(now.row.bar.item.id, after);
      put({ ...now, after, preview: result.ok ? result.days : new Map([[now.row.bar.item.id, after]]) });
    },
    [preview, put],
  );

  const beginLink = useCallback(
    (row: BarRow, by: "pointer" | "keys") => put({ kind: "link", by, row, over: null, x: 0, y: 0 }),
    [put],
  );

  const setOver = useCallback(
    (over: BarRow | null, x: number, y: number) => {
      const now = current.current;
      if (now?.kind === "link") put({ ...now, over: over?.bar === now.row.bar ? null : over, x, y });
    },
    [put],
  );

  const cancel = useCallback(() => put(null), [put]);

  /** Moves an item at once, its followers too. Tells what was done, or null when it could not be. */
  const moveTo = useCallback(
    (id: string, after: Days): string | null => {
      const bar = store.get().plan.byId.get(id);
      const result = preview(id, after);
      if (!bar) return null;
      if (!result.ok) {
        onProblem(circle(result.cycle));
        return null;
      }
      const others = result.days.size - 1;
      const label = `Moved ${bar.item.name} to ${spanWords(after.start, after.end, today)}${
        others > 0 ? ` and ${others} more` : ""
      }`;
      store.change(result.days, label);
      return label;
    },
    [store, preview, circle, today],
  );

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
      store.link({ fromId, toId, type, lagDays }, label);
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
    const done = current.current;
    put(null);
    if (done?.kind === "dates") {
      const { before, after, row } = done;
      if (before.start === after.start && before.end === after.end) return null;
      return moveTo(row.bar.item.id, after);
    }
    return done?.over ? linkTo(done.row.bar.item.id, done.over.bar.item.id) : null;
  }, [put, moveTo, linkTo]);

  const words = useCallback(
    (one: DatesGesture) => {
      const followersMoved = one.preview.size - (one.preview.has(one.row.bar.item.id) ? 1 : 0);
      const text = dragWords(one.before, one.after, today);
      return followersMoved > 0 ? `${text} · moves ${followersMoved} more` : text;
    },
    [today],
  );

  return useMemo(
    () => ({
      gesture,
      current,
      beginDates,
      setDays,
      beginLink,
      setOver,
      cancel,
      commit,
      moveTo,
      linkTo,
      unlink,
      earliestFor,
      preview,
      words,
    }),
    [
      gesture,
      beginDates,
      setDays,
      beginLink,
      setOver,
      cancel,
      commit,
      moveTo,
      linkTo,
      unlink,
      earliestFor,
      preview,
      words,
    ],
  );
}
