import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { PREFERENCE_EVENT } from "@/components/shell/preferences";
import { fromDayNumber, toDayNumber } from "@/lib/days";
import {
  defaultAnchor,
  fitPx,
  pxPerDay,
  type Range,
  stepZoom,
  type Zoom,
  zoomFor,
} from "@/lib/timeline/scale";
import { nudge, sameWindow, type Windowed, windowFor } from "@/lib/timeline/window";

/** What the server takes for the visible part; the browser measures it before the first paint of its own. */
const ASSUMED = { height: 900, width: 1280, row: 34, name: 300 };
const HEAD = 52;
const SETTLED_AFTER_MS = 120;
const TOLD_AFTER_MS = 400;
const FIT_MARGIN = 24;
/** For the name of the last bar, which then stands behind it. */
const FIT_NAME = 150;

type AreaState = { win: Windowed; seen: { left: number; right: number } };

/** What part of the plan is drawn and seen: kept apart, so that scrolling renders the bars and nothing else. */
class Area {
  #state: AreaState;
  #listeners = new Set<() => void>();

  constructor(win: Windowed) {
    this.#state = { win, seen: { left: 0, right: Number.POSITIVE_INFINITY } };
  }

  get = () => this.#state;

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  setWindow(win: Windowed) {
    if (!sameWindow(this.#state.win, win)) this.#put({ ...this.#state, win });
  }

  setSeen(left: number, right: number) {
    const { seen } = this.#state;
    if (seen.left !== left || seen.right !== right) this.#put({ ...this.#state, seen: { left, right } });
  }

  #put(state: AreaState) {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

export function useArea({ area }: View): AreaState {
  return useSyncExternalStore(area.subscribe, area.get, area.get);
}

export type ViewOptions = {
  range: Range;
  rowCount: number;
  today: string;
  at: string | null;
  onAt: (day: string) => void;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
};

export type View = ReturnType<typeof useView>;

/**
 * The visible part of the plan: zoom, scroll position and what has to exist in the page.
 *
 * The server cannot scroll, so the first render starts the days at the anchor itself; before the browser
 * paints, the days to its left are added and the scroll position moves by the same amount.
 */
export function useView({ range, rowCount, today, at, onAt, zoom, onZoom }: ViewOptions) {
  const scroller = useRef<HTMLDivElement>(null);
  const [px, setPx] = useState(() => pxPerDay(zoom));
  const [isLive, setLive] = useState(false);
  const [size, setSize] = useState(ASSUMED);
  const first = at ?? defaultAnchor(today, px);
  const [firstDay] = useState(() => toDayNumber(first));
  const origin = isLive ? range.from : firstDay;

  const [area] = useState(
    () => new Area(windowFor({ scrollTop: 0, scrollLeft: 0, ...ASSUMED }, ASSUMED.row, rowCount)),
  );
  /** The day that stays at a place of the view while zoom or origin change. */
  const anchor = useRef({ day: firstDay, offset: 0 });
  const hasMeasured = useRef(false);
  const told = useRef({ at: first, zoom });
  const timers = useRef({ settle: 0, tellDay: 0, tellZoom: 0 });
  const latest = useRef({ px, origin, size, rowCount, onAt, onZoom });
  latest.current = { px, origin, size, rowCount, onAt, onZoom };

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const now = latest.current;
    const viewport = {
      scrollTop: element.scrollTop,
      scrollLeft: element.scrollLeft,
      height: now.size.height - HEAD,
      width: now.size.width - now.size.name,
    };
    area.setWindow(windowFor(viewport, now.size.row, now.rowCount));
  }, [area]);

  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { size } = latest.current;
    area.setSeen(element.scrollLeft, element.scrollLeft + size.width - size.name);
  }, [area]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const now = latest.current;
    anchor.current = { day: now.origin + element.scrollLeft / now.px, offset: 0 };
    measure();
    clearTimeout(timers.current.settle);
    clearTimeout(timers.current.tellDay);
    timers.current.settle = window.setTimeout(settle, SETTLED_AFTER_MS);
    timers.current.tellDay = window.setTimeout(() => {
      const day = fromDayNumber(Math.round(anchor.current.day));
      if (day === told.current.at) return;
      told.current.at = day;
      latest.current.onAt(day);
    }, TOLD_AFTER_MS);
  }, [measure, settle]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Not again when the page comes back from behind a placeholder: the anchor is known then.
    if (!hasMeasured.current) anchor.current.day += element.scrollLeft / latest.current.px;
    hasMeasured.current = true;
    const read = () => {
      const style = getComputedStyle(element);
      const next = {
        height: element.clientHeight,
        width: element.clientWidth,
        row: Number.parseFloat(style.getPropertyValue("--row")) || ASSUMED.row,
        name: Number.parseFloat(style.getPropertyValue("--tl-name")) || ASSUMED.name,
      };
      setSize((before) =>
        before.height === next.height &&
        before.width === next.width &&
        before.row === next.row &&
        before.name === next.name
          ? before
          : next,
      );
    };
    read();
    setLive(true);
    const observer = new ResizeObserver(read);
    observer.observe(element);
    window.addEventListener(PREFERENCE_EVENT, read);
    return () => {
      observer.disconnect();
      window.removeEventListener(PREFERENCE_EVENT, read);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scroll position follows zoom and origin
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !isLive) return;
    element.scrollLeft = (anchor.current.day - origin) * px - anchor.current.offset;
    measure();
    settle();
  }, [px, origin, isLive, size, rowCount, measure, settle]);

  const zoomTo = useCallback((next: Zoom, offset?: number) => {
    const element = scroller.current;
    const now = latest.current;
    if (!element) return;
    const place = offset ?? (element.clientWidth - now.size.name) / 2;
    anchor.current = { day: now.origin + (element.scrollLeft + place) / now.px, offset: place };
    const nextPx = pxPerDay(next);
    setPx(nextPx);
    told.current.zoom = zoomFor(nextPx);
    // A clock of its own: to zoom scrolls, and scrolling starts the other one anew.
    clearTimeout(timers.current.tellZoom);
    timers.current.tellZoom = window.setTimeout(() => latest.current.onZoom(told.current.zoom), 200);
  }, []);

  const zoomBy = useCallback((direction: 1 | -1) => zoomTo(stepZoom(latest.current.px, direction)), [zoomTo]);

  /** Zooms and scrolls so that the days [from, to) fill the view. */
  const fit = useCallback(
    (from: number, to: number) => {
      const element = scroller.current;
      if (!element) return;
      const now = latest.current;
      const width = element.clientWidth - now.size.name;
      const behind = width > 4 * FIT_NAME ? FIT_NAME : FIT_MARGIN;
      const next = fitPx(to - from, width - FIT_MARGIN - behind);
      zoomTo(next);
      const place = Math.max(FIT_MARGIN, (width - behind + FIT_MARGIN - (to - from) * next) / 2);
      anchor.current = { day: from, offset: place };
      // At the zoom that it has already nothing is drawn anew.
      element.scrollLeft = (from - now.origin) * next - place;
    },
    [zoomTo],
  );

  const scrollToDay = useCallback((day: number, place = 0, isSmooth = true) => {
    const element = scroller.current;
    const now = latest.current;
    if (!element) return;
    const calm = !isSmooth || matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollTo({
      left: (day - now.origin) * now.px - (element.clientWidth - now.size.name) * place,
      behavior: calm ? "auto" : "smooth",
    });
  }, []);

  /** Scrolls no further than needed: a row, and the days [from, to) when given. */
  const reveal = useCallback((index: number, days?: { start: number; end: number }) => {
    const element = scroller.current;
    const now = latest.current;
    if (!element) return;
    const top = index * now.size.row;
    element.scrollTop += nudge(top, top + now.size.row, element.scrollTop, element.clientHeight - HEAD);
    if (!days) return;
    const left = (days.start - now.origin) * now.px;
    const right = (days.end - now.origin) * now.px;
    element.scrollLeft += nudge(
      left - 24,
      right + 24,
      element.scrollLeft,
      element.clientWidth - now.size.name,
    );
  }, []);

  useEffect(() => {
    if (at === null || at === told.current.at) return;
    told.current.at = at;
    scrollToDay(toDayNumber(at), 0, false);
  }, [at, scrollToDay]);

  useEffect(() => {
    if (zoom === told.current.zoom) return;
    told.current.zoom = zoom;
    zoomTo(zoom);
  }, [zoom, zoomTo]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const now = latest.current;
      const offset = event.clientX - element.getBoundingClientRect().left - now.size.name;
      zoomTo(now.px * Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 240), Math.max(0, offset));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [zoomTo]);

  return useMemo(
    () => ({
      scroller,
      px,
      zoom: zoomFor(px),
      origin,
      width: Math.max(0, (range.to - origin) * px),
      isLive,
      size,
      area,
      onScroll,
      zoomTo,
      zoomBy,
      fit,
      scrollToDay,
      reveal,
    }),
    [px, origin, range.to, isLive, size, area, onScroll, zoomTo, zoomBy, fit, scrollToDay, reveal],
  );
}
