export type Box = { x: number; y: number; width: number; height: number };

/**
 * Squarified treemap (Bruls, Huizing, van Wijk 2000, section 3): one box per value, areas in proportion.
 * Values must be sorted from large to small; those that are not positive get an empty box.
 */
export function squarify(values: readonly number[], frame: Box): Box[] {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  if (total <= 0) return values.map(() => ({ x: frame.x, y: frame.y, width: 0, height: 0 }));
  const scale = (frame.width * frame.height) / total;
  const areas = values.map((value) => Math.max(0, value) * scale);
  const boxes: Box[] = [];
  let rest = { ...frame };
  let start = 0;
  while (start < areas.length) {
    const side = Math.min(rest.width, rest.height);
    let end = start + 1;
    while (
      end < areas.length &&
      worst(areas.slice(start, end + 1), side) <= worst(areas.slice(start, end), side)
    )
      end++;
    const row = areas.slice(start, end);
    const sum = row.reduce((all, area) => all + area, 0);
    const depth = side > 0 ? sum / side : 0;
    const isTall = rest.width >= rest.height;
    let offset = 0;
    for (const area of row) {
      const length = depth > 0 ? area / depth : 0;
      boxes.push(
        isTall
          ? { x: rest.x, y: rest.y + offset, width: depth, height: length }
          : { x: rest.x + offset, y: rest.y, width: length, height: depth },
      );
      offset += length;
    }
    rest = isTall
      ? { ...rest, x: rest.x + depth, width: rest.width - depth }
      : { ...rest, y: rest.y + depth, height: rest.height - depth };
    start = end;
  }
  return boxes;
}

/** The worst ratio of sides in a row laid along `side`. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((all, area) => all + area, 0);
  const square = sum * sum;
  const length = side * side;
  if (square === 0 || length === 0) return Number.POSITIVE_INFINITY;
  return Math.max((length * Math.max(...row)) / square, square / (length * Math.min(...row)));
}
