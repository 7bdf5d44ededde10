import type { RuleCatalogue } from "../catalogue/catalogue";
import { isGroup, type Rule, type RuleNode } from "../rule";
import { anyOf, partName, partNode, partsName, partsNode, type SplitPart } from "./part";
import type { SplitSubject } from "./subject";

export type SplitAxis = { subject: SplitSubject; parts: SplitPart[] };

/**
 * People of the segment who are in the same parts of both axes: bit i of `a` is part i of the first axis, `b` of the
 * second (0 without one). From these few rows every size follows exactly, also of parts that overlap.
 */
export type SplitGroup = { a: number; b: number; size: number };

/** A cell is a row of the first axis and a column of the second; with one axis the column is 0. */
export type Cell = readonly [row: number, column: number];
export const cellKey = ([row, column]: Cell) => `${row}.${column}`;

/** One segment to be made out of one or more cells. */
export type SplitChild = { key: string; cells: Cell[] };

export function cellsOf(axes: readonly SplitAxis[]): Cell[] {
  const [first, second] = axes;
  const columns = second ? second.parts.length : 1;
  return (first?.parts ?? []).flatMap((_, row) =>
    Array.from({ length: columns }, (__, column): Cell => [row, column]),
  );
}

function isIn({ a, b }: SplitGroup, [row, column]: Cell, isGrid: boolean): boolean {
  return (a & (1 << row)) !== 0 && (!isGrid || (b & (1 << column)) !== 0);
}

/** How many people are in any of the cells. */
export function sizeOf(groups: readonly SplitGroup[], cells: readonly Cell[], isGrid: boolean): number {
  return groups.reduce(
    (sum, group) => (cells.some((cell) => isIn(group, cell, isGrid)) ? sum + group.size : sum),
    0,
  );
}

/** How many are in two or more of the children. */
export function overlapOf(
  groups: readonly SplitGroup[],
  children: readonly SplitChild[],
  isGrid: boolean,
): number {
  return groups.reduce((sum, group) => {
    const held = children.filter(({ cells }) => cells.some((cell) => isIn(group, cell, isGrid)));
    return held.length > 1 ? sum + group.size : sum;
  }, 0);
}

export function totalOf(groups: readonly SplitGroup[]): number {
  return groups.reduce((sum, { size }) => sum + size, 0);
}

/** A child per cell that has anybody, those in one merge together, those left out not at all. */
export function childrenOfGrid(
  axes: readonly SplitAxis[],
  groups: readonly SplitGroup[],
  choice: { merged: ReadonlyMap<string, string>; out: ReadonlySet<string> },
): SplitChild[] {
  const isGrid = axes.length > 1;
  const children = new Map<string, SplitChild>();
  for (const cell of cellsOf(axes)) {
    const key = cellKey(cell);
    const into = choice.merged.get(key);
    if (choice.out.has(key)) continue;
    if (into === undefined && sizeOf(groups, [cell], isGrid) === 0) continue;
    const child = children.get(into ?? key) ?? { key: into ?? key, cells: [] };
    child.cells.push(cell);
    children.set(child.key, child);
  }
  return [...children.values()];
}

type Block = { rows: number[]; columns: number[] };

/** The cells as few blocks of rows by columns: rows with the same columns come together. */
function blocksOf(cells: readonly Cell[]): Block[] {
  const columnsOf = new Map<number, number[]>();
  for (const [row, column] of cells) columnsOf.set(row, [...(columnsOf.get(row) ?? []), column]);
  const blocks = new Map<string, Block>();
  for (const [row, columns] of columnsOf) {
    const sorted = columns.toSorted((a, b) => a - b);
    const block = blocks.get(sorted.join()) ?? { rows: [], columns: sorted };
    block.rows.push(row);
    blocks.set(sorted.join(), block);
  }
  return [...blocks.values()];
}

const partsAt = (axis: SplitAxis, at: readonly number[]) => at.flatMap((index) => axis.parts[index] ?? []);

/** The rule of a child, without its parent's: that is inherited. */
export function childRule(axes: readonly SplitAxis[], { cells }: SplitChild): Rule {
  const [first, second] = axes;
  if (!first) return { kind: "all", children: [] };
  const nodes = blocksOf(cells).map(({ rows, columns }): RuleNode => {
    const inRows = partsNode(first.subject, partsAt(first, rows));
    if (!second) return inRows;
    const inColumns = partsNode(second.subject, partsAt(second, columns));
    return { kind: "all", children: [...allOf(inRows), ...allOf(inColumns)] };
  });
  const node = anyOf(nodes);
  return isGroup(node) ? node : { kind: "all", children: [node] };
}

const allOf = (node: RuleNode): RuleNode[] => (node.kind === "all" ? node.children : [node]);

/** One rule per part, for the count of the grid. */
export function axisRules(axis: SplitAxis): Rule[] {
  return axis.parts.map((part) => {
    const node = partNode(axis.subject, part);
    return isGroup(node) ? node : { kind: "all", children: [node] };
  });
}

/** "LV, under 50 €": what sets a child apart from its siblings. */
export function childLabel(
  axes: readonly SplitAxis[],
  { cells }: SplitChild,
  { currency }: Pick<RuleCatalogue, "currency">,
): string {
  const [first, second] = axes;
  if (!first) return "";
  const said = blocksOf(cells).map(({ rows, columns }) =>
    [
      partsName(first.subject, partsAt(first, rows), currency),
      ...(second ? [partsName(second.subject, partsAt(second, columns), currency)] : []),
    ].join(", "),
  );
  return said.length > 3 ? `${said.slice(0, 2).join(" or ")} or ${said.length - 2} more` : said.join(" or ");
}

export function partLabel(axis: SplitAxis, index: number, currency: string): string {
  const part = axis.parts[index];
  return part ? partName(axis.subject, part, currency) : "";
}

const LONGEST_NAME = 120;

/** "Parent: label", within the length of a name and different from those taken. */
export function suggestName(parent: string, label: string, taken: ReadonlySet<string>): string {
  const room = LONGEST_NAME - 6;
  const own = label.length > room - 20 ? `${label.slice(0, room - 21)}…` : label;
  const space = room - own.length - 2;
  const head = parent.length > space ? `${parent.slice(0, space - 1).trimEnd()}…` : parent;
  const name = `${head}: ${own}`;
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count += 1) free = `${name} (${count})`;
  return free;
}

/** A grid that takes longer to count is given up. */
export const MOST_SECONDS = 60;

/** What was made, the remainder last; no sizes when the segments are counted in the background. */
export type SplitDone = { segmentIds: string[]; sizes: number[] | null };
