import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef } from "react";
import type { Days } from "@/lib/timeline/bars";
import { dragTo, edgeScroll, type Grip, snapAt } from "@/lib/timeline/drag";
import type { BarRow, Row } from "@/lib/timeline/rows";
import type { GestureApi } from "./use-gesture";
import type { View } from "./use-view";

const HEAD = 52;
const MOVED_BY_PX = 4;
const LONG_PRESS_MS = 380;
const LONG_PRESS_SLOP_PX = 10;

/** What was pressed, from the data attributes of the row's parts. */
export function partAt(target: EventTarget | null): { key: string; part: string } | null {
  if (!(target instanceof Element)) return null;
  const key = target.closest<HTMLElement>("[data-key]")?.dataset.key;
  const part = target.closest<HTMLElement>("[data-part]")?.dataset.part ?? "cell";
  return key === undefined ? null : { key, part };
}

type Press = {
  pointerId: number;
  row: BarRow;
  what: Grip | "link";
  x: number;
  y: number;
  scrollLeft: number;
  hasBegun: boolean;
  days: Days;
  alt: boolean;
  atX: number;
  atY: number;
  timer: number;
  frame: number;
};

export type PointerOptions = {
  view: View;
  api: GestureApi;
  rowByKey: ReadonlyMap<string, Row>;
  rows: readonly Row[];
  canLink: boolean;
  isReadOnly: boolean;
  onBegin: (row: BarRow) => void;
};

/**
 * Drags by mouse, pen and finger. A finger scrolls as everywhere; only a long press takes the bar. Near an
 * edge the view scrolls along. Escape or a lost pointer changes nothing.
 */
export function usePointer(options: PointerOptions) {
  const latest = useRef(options);
  latest.current = options;
  const press = useRef<Press | null>(null);
  const swallowClick = useRef(false);

  const follow = useCallback(() => {
    const now = press.current;
    const { view, api, rows } = latest.current;
    const element = view.scroller.current;
    if (!now?.hasBegun || !element) return;
    const box = element.getBoundingClientRect();
    const left = now.atX - box.left - view.size.name;
    const top = now.atY - box.top - HEAD;
    const stepX = edgeScroll(left, element.clientWidth - view.size.name);
    const stepY = now.what === "link" ? edgeScroll(top, element.clientHeight - HEAD) : 0;
    if (stepX !== 0) element.scrollLeft += stepX;
    if (stepY !== 0) element.scrollTop += stepY;
    if (now.what === "link") {
      const y = top + element.scrollTop;
      const row = rows[Math.floor(y / view.size.row)];
      api.setOver(row?.kind === "bar" ? row : null, left + element.scrollLeft, y);
    } else {
      const delta = (now.atX - now.x + element.scrollLeft - now.scrollLeft) / view.px;
      api.setDays(dragTo(now.days, now.what, delta, snapAt(view.px, now.alt), now.row.bar.item.kind));
    }
    if (stepX !== 0 || stepY !== 0) now.frame = requestAnimationFrame(follow);
  }, []);

  const begin = useCallback(() => {
    const now = press.current;
    const { api, view, onBegin } = latest.current;
    if (!now || now.hasBegun) return;
    now.hasBegun = true;
    clearTimeout(now.timer);
    view.scroller.current?.setPointerCapture(now.pointerId);
    onBegin(now.row);
    if (now.what === "link") api.beginLink(now.row, "pointer");
    else api.beginDates(now.row, "pointer");
  }, []);

  const end = useCallback((isDropped: boolean) => {
    const now = press.current;
    if (!now) return;
    press.current = null;
    clearTimeout(now.timer);
    cancelAnimationFrame(now.frame);
    if (!now.hasBegun) return;
    swallowClick.current = true;
    setTimeout(() => {
      swallowClick.current = false;
    });
    const { api } = latest.current;
    if (isDropped) api.commit();
    else api.cancel();
  }, []);

  const onPointerDown = useCallback(
    (event: ReactPointerEvent) => {
      const { rowByKey, view, canLink, isReadOnly } = latest.current;
      const hit = partAt(event.target);
      const row = hit && rowByKey.get(hit.key);
      if (event.button !== 0 || press.current || !hit || row?.kind !== "bar" || isReadOnly) return;
      const isLink = hit.part === "link" && canLink;
      const isDates = hit.part === "bar" || hit.part === "start" || hit.part === "end";
      if (!isLink && (!isDates || row.bar.item.locked)) return;
      const what = hit.part === "bar" ? "move" : (hit.part as Grip | "link");
      press.current = {
        pointerId: event.pointerId,
        row,
        what,
        x: event.clientX,
        y: event.clientY,
        scrollLeft: view.scroller.current?.scrollLeft ?? 0,
        hasBegun: false,
        days: { start: row.bar.start, end: row.bar.end },
        alt: event.altKey,
        atX: event.clientX,
        atY: event.clientY,
        timer: 0,
        frame: 0,
      };
      if (event.pointerType === "touch")
        press.current.timer = window.setTimeout(() => {
          navigator.vibrate?.(12);
          begin();
        }, LONG_PRESS_MS);
    },
    [begin],
  );

  const onPointerMove = useCallback(
    (event: ReactPointerEvent) => {
      const now = press.current;
      if (!now || event.pointerId !== now.pointerId) return;
      now.atX = event.clientX;
      now.atY = event.clientY;
      now.alt = event.altKey;
      const far = Math.hypot(event.clientX - now.x, event.clientY - now.y);
      if (!now.hasBegun) {
        if (event.pointerType === "touch") {
          if (far > LONG_PRESS_SLOP_PX) end(false);
          return;
        }
        if (far < MOVED_BY_PX) return;
        begin();
      }
      cancelAnimationFrame(now.frame);
      now.frame = requestAnimationFrame(follow);
    },
    [begin, end, follow],
  );

  useEffect(() => {
    const element = latest.current.view.scroller.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !press.current?.hasBegun) return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    };
    const keepStill = (event: Event) => {
      if (press.current?.hasBegun) event.preventDefault();
    };
    const noMenu = (event: Event) => {
      if (press.current) event.preventDefault();
    };
    window.addEventListener("keydown", onKey, true);
    element?.addEventListener("touchmove", keepStill, { passive: false });
    element?.addEventListener("contextmenu", noMenu);
    return () => {
      window.removeEventListener("keydown", onKey, true);
      element?.removeEventListener("touchmove", keepStill);
      element?.removeEventListener("contextmenu", noMenu);
    };
  }, [end]);

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp: useCallback(() => end(true), [end]),
    onPointerCancel: useCallback(() => end(false), [end]),
    /** True right after a drag, when the click that ends it must not select anything. */
    swallowClick,
  };
}
