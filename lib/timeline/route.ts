/** Where a line meets a bar: at its left or right end, or from above or below where the bar hides the item. */
export type Port = { x: number; y: number; side: "left" | "right" | "through" };

type Point = readonly [number, number];

const STUB = 9;
const RADIUS = 5;

/**
 * An orthogonal line between two ports in different rows, as SVG path data with rounded corners. It runs in
 * the gap between rows where it would otherwise cross a bar.
 */
export function routeLink(from: Port, to: Port, rowHeight: number, barHeight: number): string {
  const down = to.y > from.y ? 1 : -1;
  const start: Point[] = [[from.x, from.side === "through" ? from.y + (down * barHeight) / 2 : from.y]];
  const finish: Point = [to.x, to.side === "through" ? to.y - (down * barHeight) / 2 : to.y];
  const outX = from.x + (from.side === "right" ? STUB : from.side === "left" ? -STUB : 0);
  const inX = to.x + (to.side === "right" ? STUB : to.side === "left" ? -STUB : 0);
  const half = rowHeight / 2;
  if (to.side === "through") {
    if (from.side === "right" && to.x > outX + RADIUS) start.push([to.x, from.y]);
    else start.push([outX, from.y], [outX, from.y + down * half], [to.x, from.y + down * half]);
  } else {
    const gapY = from.y + down * half;
    const fits =
      (from.side === "right" && to.side === "left" && to.x - from.x >= 2 * STUB) ||
      (from.side === "through" && to.side === "left" && inX > from.x);
    if (fits) start.push([from.side === "through" ? from.x : inX, from.y]);
    else start.push([outX, from.y], [outX, gapY], [inX, gapY]);
    start.push([fits && from.side === "through" ? from.x : inX, finish[1]]);
  }
  return roundedPath([...start, finish]);
}

/** A line through the points whose corners are rounded by at most RADIUS. */
export function roundedPath(points: readonly Point[]): string {
  const line = points.filter((point, index) => {
    const before = points[index - 1];
    return !before || before[0] !== point[0] || before[1] !== point[1];
  });
  const [first] = line;
  if (!first) return "";
  let path = `M${n(first[0])} ${n(first[1])}`;
  for (let index = 1; index < line.length; index += 1) {
    const [before, at, after] = [line[index - 1], line[index], line[index + 1]];
    if (!before || !at) break;
    if (!after) {
      path += `L${n(at[0])} ${n(at[1])}`;
      break;
    }
    const radius = Math.min(RADIUS, distance(before, at) / 2, distance(at, after) / 2);
    const enter = towards(at, before, radius);
    const leave = towards(at, after, radius);
    path += `L${n(enter[0])} ${n(enter[1])}Q${n(at[0])} ${n(at[1])} ${n(leave[0])} ${n(leave[1])}`;
  }
  return path;
}

const n = (value: number) => Math.round(value * 10) / 10;
const distance = (a: Point, b: Point) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);

function towards(from: Point, to: Point, by: number): Point {
  return [from[0] + Math.sign(to[0] - from[0]) * by, from[1] + Math.sign(to[1] - from[1]) * by];
}
