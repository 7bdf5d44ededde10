/** Rows [from, to) and pixels [left, right) along the days: what exists in the page. */
export type Windowed = { from: number; to: number; left: number; right: number };

export type Viewport = { scrollTop: number; scrollLeft: number; height: number; width: number };

const ROW_STEP = 4;
const OVERSCAN_ROWS = 4;
const PX_STEP = 320;

/**
 * What to draw for a viewport: the visible part and some more, in steps, so that most scroll events change
 * nothing. `height` and `width` are those of the bars' area, without head and name column.
 */
export function windowFor(view: Viewport, rowHeight: number, rowCount: number): Windowed {
  const first = Math.floor(view.scrollTop / rowHeight);
  const last = Math.ceil((view.scrollTop + view.height) / rowHeight);
  const from = Math.max(0, Math.floor(first / ROW_STEP) * ROW_STEP - OVERSCAN_ROWS);
  const to = Math.min(rowCount, Math.ceil(last / ROW_STEP) * ROW_STEP + OVERSCAN_ROWS);
  return {
    from: Math.min(from, Math.max(0, rowCount - 1)),
    to,
    left: Math.floor(view.scrollLeft / PX_STEP) * PX_STEP - PX_STEP,
    right: Math.ceil((view.scrollLeft + view.width) / PX_STEP) * PX_STEP + PX_STEP,
  };
}

export function sameWindow(a: Windowed, b: Windowed): boolean {
  return a.from === b.from && a.to === b.to && a.left === b.left && a.right === b.right;
}

/** How far to scroll so that [from, to) is inside [0, size) of the view, 0 when it already is. */
export function nudge(from: number, to: number, viewFrom: number, size: number): number {
  if (from < viewFrom) return from - viewFrom;
  if (to > viewFrom + size) return Math.min(to - viewFrom - size, from - viewFrom);
  return 0;
}

/** The scroll position after a zoom that keeps the day under the pointer where it is. */
export function scrollAfterZoom(
  scrollLeft: number,
  pointer: number,
  pxBefore: number,
  pxAfter: number,
): number {
  return ((scrollLeft + pointer) / pxBefore) * pxAfter - pointer;
}
