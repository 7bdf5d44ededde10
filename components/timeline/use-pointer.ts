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
  /** Null for a frame that begins beside the rows of bars. */
  row: BarRow | null;
  what: Grip | "link" | "draw" | "frame";
  x: number;
  y: number;
  scrollLeft: number;
  hasBegun: boolean;
  /** It begins with the first move. What else a finger takes waits for a long press: until then it scrolls. */
  isDirect: boolean;
  days: Days;
  alt: boolean;
  atX: number;
  atY: number;
  /** Where the scroller stands: it stays there while a hand holds something. */
  box: { left: number; top: number; width: number; height: number };
  timer: number;
  frame: number;
};

/** What a press on this part of a row begins, or null for a click. */
function whatFor(
  part: string,
  row: BarRow | null,
  { shiftKey, ctrlKey, metaKey }: Pick<PointerEvent, "shiftKey" | "ctrlKey" | "metaKey">,
  { canLink, canDraw }: Pick<PointerOptions, "canLink" | "canDraw">,
): Press["what"] | null {
  switch (part) {
    case "cell":
      if (shiftKey || ctrlKey || metaKey) return "frame";
      return row && canDraw && !(row.bar.item.kind === "campaign" && row.bar.item.locked) ? "draw" : null;
    case "link":
      return row && canLink ? "link" : null;
    case "bar":
      return row && !row.bar.item.locked ? "move" : null;
    case "start":
    case "end":
      return row && !row.bar.item.locked ? part : null;
    default:
      return null;
  }
}

/** The handles of the row that was tapped: they are seen, so a finger on them means them. */
function isShownHandle(target: EventTarget, what: Press["what"]): boolean {
  return (
    (what === "start" || what === "end" || what === "link") &&
    target instanceof Element &&
    target.closest('[role="row"]')?.getAttribute("aria-selected") === "true"
  );
}

export type PointerOptions = {
  view: View;
  api: GestureApi;
  rowByKey: ReadonlyMap<string, Row>;
  rows: readonly Row[];
  canLink: boolean;
  canDraw: boolean;
  isReadOnly: boolean;
  onBegin: (row: BarRow) => void;
};

/**
 * Drags by mouse, pen and finger. A finger scrolls as everywhere; a long press takes the bar, and the handles of a bar
 * that was tapped are taken at once. On empty space of a
 * campaign's rows a drag draws a new bar; with Shift or Control it frames bars to select. Near an edge the view scrolls
 * along. Escape or a lost pointer changes nothing.
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
    const { box } = now;
    const left = now.atX - box.left - view.size.name;
    const top = now.atY - box.top - HEAD;
    const stepX = edgeScroll(left, box.width - view.size.name);
    const stepY = now.what === "link" || now.what === "frame" ? edgeScroll(top, box.height - HEAD) : 0;
    if (stepX !== 0) element.scrollLeft += stepX;
    if (stepY !== 0) element.scrollTop += stepY;
    if (now.what === "frame") api.setOver(null, left + element.scrollLeft, top + element.scrollTop);
    else if (now.what === "draw") {
      const day = Math.floor(view.origin + (left + element.scrollLeft) / view.px);
      const from = now.days.start;
      api.setDays({ start: Math.min(from, day), end: Math.max(from, day) + 1 });
    } else if (now.what === "link") {
      const y = top + element.scrollTop;
      const row = rows[Math.floor(y / view.size.row)];
      api.setOver(row?.kind === "bar" ? row : null, left + element.scrollLeft, y);
    } else if (now.row) {
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
    const element = view.scroller.current;
    element?.setPointerCapture(now.pointerId);
    if (now.what === "frame")
      api.beginFrame(
        now.x - now.box.left - view.size.name + now.scrollLeft,
        now.y - now.box.top - HEAD + (element?.scrollTop ?? 0),
      );
    if (!now.row) return;
    onBegin(now.row);
    if (now.what === "link") api.beginLink(now.row, "pointer");
    else if (now.what === "draw") api.beginDraw(now.row, now.days.start);
    else if (now.what !== "frame") api.beginDates(now.row, "pointer");
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
      const { rowByKey, view, isReadOnly } = latest.current;
      const hit = partAt(event.target);
      const found = hit && rowByKey.get(hit.key);
      if (event.button !== 0 || press.current || !hit || isReadOnly) return;
      const row = found?.kind === "bar" ? found : null;
      const what = whatFor(hit.part, row, event, latest.current);
      if (what === null) return;
      const element = view.scroller.current;
      if (!element) return;
      const { left, top } = element.getBoundingClientRect();
      const box = { left, top, width: element.clientWidth, height: element.clientHeight };
      const { scrollLeft } = element;
      const day = Math.floor(view.origin + (event.clientX - left - view.size.name + scrollLeft) / view.px);
      press.current = {
        pointerId: event.pointerId,
        row: what === "frame" ? null : row,
        what,
        x: event.clientX,
        y: event.clientY,
        scrollLeft,
        hasBegun: false,
        isDirect: event.pointerType !== "touch" || isShownHandle(event.target, what),
        days:
          what === "draw" || !row ? { start: day, end: day + 1 } : { start: row.bar.start, end: row.bar.end },
        alt: event.altKey,
        atX: event.clientX,
        atY: event.clientY,
        box,
        timer: 0,
        frame: 0,
      };
      if (!press.current.isDirect)
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
        if (!now.isDirect) {
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
