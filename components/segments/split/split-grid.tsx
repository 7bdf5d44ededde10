"use client";

import { clsx } from "clsx";
import { type KeyboardEvent, useRef, useState } from "react";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import {
  type Cell,
  cellKey,
  partLabel,
  type SplitAxis,
  type SplitGroup,
  sizeOf,
  totalOf,
} from "@/lib/segments/split/grid";
import type { ChoiceTools } from "./use-split-choice";

export type SplitGridProps = {
  axes: readonly SplitAxis[];
  /** Null while they are counted. */
  groups: readonly SplitGroup[] | null;
  choice: ChoiceTools;
  currency: string;
};

/**
 * The sizes, one tab stop, arrows inside. A press selects a cell, its head the row or column; what is done with the
 * selection stands above. Rows of one axis have a bar, cells of two a ground that darkens.
 */
export function SplitGrid({ axes, groups, choice, currency }: SplitGridProps) {
  const [at, setAt] = useState<Cell>([0, 0]);
  const table = useRef<HTMLTableElement>(null);
  const [first, second] = axes;
  if (!first) return null;
  const isGrid = second !== undefined;
  const rows = first.parts.map((_, index) => index);
  const columns = second ? second.parts.map((_, index) => index) : [0];
  const sizeAt = (cell: Cell) => (groups ? sizeOf(groups, [cell], isGrid) : null);
  const total = groups ? totalOf(groups) : 0;
  const most = Math.max(1, ...rows.flatMap((row) => columns.map((column) => sizeAt([row, column]) ?? 0)));
  const letters = lettersOf(choice.merged);

  function toggle(cells: readonly Cell[]) {
    const keys = cells.map(cellKey);
    const isWhole = keys.every((key) => choice.selected.has(key));
    const selected = new Set(choice.selected);
    for (const key of keys) {
      if (isWhole) selected.delete(key);
      else selected.add(key);
    }
    choice.select(selected);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const lowest = -1;
    const row = Math.min(rows.length - 1, Math.max(isGrid ? lowest : 0, at[0] + step[0]));
    const column = Math.min(columns.length - 1, Math.max(isGrid ? lowest : 0, at[1] + step[1]));
    const next: Cell = row < 0 && column < 0 ? at : [row, column];
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${cellKey(next)}"]`)?.focus();
  }
  const stop = (cell: Cell) => ({
    "data-cell": cellKey(cell),
    tabIndex: cellKey(cell) === cellKey(at) ? 0 : -1,
    onFocus: () => setAt(cell),
  });

  return (
    <section
      aria-label="Sizes, scrolls sideways"
      tabIndex={isGrid ? 0 : undefined}
      className="relative overflow-x-auto"
    >
      <table
        ref={table}
        onKeyDown={onKeyDown}
        aria-label="Sizes of the parts"
        className={clsx("heat num w-full text-xs", isGrid && "border-separate border-spacing-0.5")}
      >
        {isGrid && (
          <thead>
            <tr>
              <td className="text-2xs text-ink-3">
                {first.subject.label} × {second.subject.label}
              </td>
              {columns.map((column) => (
                <th key={column} scope="col" className="min-w-20 font-medium text-ink-2">
                  <button
                    type="button"
                    {...stop([-1, column])}
                    onClick={() => toggle(rows.map((row): Cell => [row, column]))}
                    className="min-h-7 w-full rounded-sm px-1 hover:bg-hover coarse:min-h-control"
                  >
                    <span className="sr-only">Select the column </span>
                    {partLabel(second, column, currency)}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row) => (
            <tr key={row} className={isGrid ? undefined : "border-t border-line first:border-t-0"}>
              {isGrid && (
                <th scope="row" className="sticky left-0 bg-surface text-left font-medium text-ink-2">
                  <button
                    type="button"
                    {...stop([row, -1])}
                    onClick={() => toggle(columns.map((column): Cell => [row, column]))}
                    className="min-h-7 w-full max-w-44 truncate rounded-sm px-1 text-left hover:bg-hover coarse:min-h-control"
                  >
                    <span className="sr-only">Select the row </span>
                    {partLabel(first, row, currency)}
                  </button>
                </th>
              )}
              {columns.map((column) => {
                const cell: Cell = [row, column];
                const key = cellKey(cell);
                const size = sizeAt(cell);
                const isOut = choice.out.has(key);
                const isSelected = choice.selected.has(key);
                const letter = letters.get(choice.merged.get(key) ?? "");
                const name = [
                  partLabel(first, row, currency),
                  ...(second ? [partLabel(second, column, currency)] : []),
                ].join(", ");
                const state = `${isOut ? ", left out" : ""}${letter ? `, in merge ${letter}` : ""}${size === 0 ? ", empty" : ""}`;
                const share = size === null || total === 0 ? null : size / total;
                return (
                  <td key={column} className="p-0">
                    <button
                      type="button"
                      {...stop(cell)}
                      aria-pressed={isSelected}
                      aria-label={`${name}: ${size === null ? "counting" : formatCount(size, "customer")}${state}`}
                      data-step={
                        !isGrid || !size || isOut
                          ? undefined
                          : 1 + Math.min(6, Math.floor((size / most) * 6.99))
                      }
                      onClick={() => toggle([cell])}
                      className={clsx(
                        "relative w-full rounded-[3px] coarse:min-h-control",
                        isGrid
                          ? "min-h-9 text-center"
                          : "flex min-h-9 items-center gap-3 px-2 hover:bg-hover",
                        isSelected && "outline-2 -outline-offset-2 outline-accent",
                        isOut && "text-ink-3 line-through",
                        isGrid && (isOut || size === 0) && "border border-dashed border-line",
                      )}
                    >
                      {isGrid ? (
                        <>
                          {size === null ? "…" : size === 0 ? "–" : formatNumber(size)}
                          {letter && <Letter letter={letter} className="absolute top-0.5 right-0.5" />}
                        </>
                      ) : (
                        <>
                          <span
                            aria-hidden="true"
                            className={clsx(
                              "size-3.5 flex-none rounded-sm border border-line-strong",
                              isSelected && "border-accent bg-accent",
                            )}
                          />
                          <span className="w-40 flex-none truncate text-left text-sm max-md:w-28">
                            {name}
                          </span>
                          <span
                            aria-hidden="true"
                            className="h-1.5 flex-1 overflow-clip rounded-full bg-sunken dark:bg-line"
                          >
                            <span
                              className="block h-full rounded-full bg-chart-1"
                              style={{ width: `${((size ?? 0) / most) * 100}%`, opacity: isOut ? 0.3 : 1 }}
                            />
                          </span>
                          {letter && <Letter letter={letter} />}
                          <span className="w-14 text-right font-medium">
                            {size === null ? "…" : formatNumber(size)}
                          </span>
                          <span className="w-12 text-right text-ink-3 max-md:hidden">
                            {share === null ? "" : formatPercent(share, 0)}
                          </span>
                        </>
                      )}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Each merge has a letter: colour alone would not say which cells belong together. */
export function lettersOf(merged: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const groups = [...new Set(merged.values())];
  return new Map(groups.map((group, index) => [group, String.fromCharCode(65 + (index % 26))]));
}

export function Letter({ letter, className }: { letter: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "inline-grid size-4 flex-none place-items-center rounded-full bg-ink text-[10px] leading-none font-semibold text-bg",
        className,
      )}
    >
      {letter}
    </span>
  );
}
