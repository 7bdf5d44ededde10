import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

export type HeatTableProps = {
  label: string;
  /** The heading of the first column. */
  rowHead: string;
  columns: readonly string[];
  rows: readonly { key: string; label: ReactNode; cells: readonly (number | null)[] }[];
  format: (value: number) => string;
  /** What stands in a cell in place of its value; the ground still follows the value. */
  textOf?: (row: number, column: number) => ReactNode;
  /** The name of a row stays in view while the rest scrolls sideways. */
  hasStickyNames?: boolean;
  /** The value of the darkest step; the largest unless given. */
  max?: number;
  /** What a cell opens, with a sentence for it; none for a plain cell. */
  linkOf?: (row: number, column: number) => { href: string; label: string; isOpen: boolean } | null;
  /** Stands in a cell without a value. */
  none?: string;
};

/** A real table whose ground darkens with the value, in seven steps. */
export function HeatTable(props: HeatTableProps) {
  const { label, rowHead, columns, rows, format, textOf, hasStickyNames, max, linkOf, none } = props;
  const full =
    max ?? Math.max(...rows.flatMap((row) => row.cells.filter((cell) => cell !== null)), Number.MIN_VALUE);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="heat num w-full border-separate border-spacing-0.5 text-2xs">
        <thead>
          <tr className="text-ink-3">
            <th scope="col" className="pr-1.5 text-left font-medium">
              {rowHead}
            </th>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                style={{ width: `${Math.floor(84 / columns.length)}%` }}
                className="px-1 text-center font-medium whitespace-nowrap print:px-0"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.key}>
              <th
                scope="row"
                className={clsx(
                  "pr-1.5 text-left font-medium whitespace-nowrap text-ink-3",
                  hasStickyNames && "sticky left-0 z-[1] bg-surface",
                )}
              >
                {row.label}
              </th>
              {columns.map((column, index) => {
                const cell = row.cells[index] ?? null;
                const link = linkOf?.(at, index);
                const text =
                  cell === null ? (
                    none ? (
                      <span className="text-ink-3">{none}</span>
                    ) : (
                      <span className="sr-only">none</span>
                    )
                  ) : (
                    (textOf?.(at, index) ?? format(cell))
                  );
                return (
                  <td
                    key={column}
                    data-step={
                      cell === null
                        ? undefined
                        : 1 + Math.min(6, Math.floor((Math.max(0, cell) / full) * 6.99))
                    }
                    className={clsx(
                      "h-6 min-w-[30px] rounded-[3px] text-center print:min-w-5",
                      !link && "px-1 print:px-0",
                    )}
                  >
                    {link ? (
                      <Link
                        href={link.href as "/"}
                        scroll={false}
                        aria-label={link.label}
                        aria-current={link.isOpen || undefined}
                        className="grid min-h-7 place-items-center rounded-[3px] px-1 hover:underline print:px-0 aria-[current=true]:outline-2 aria-[current=true]:outline-accent coarse:min-h-control"
                      >
                        {text}
                      </Link>
                    ) : (
                      text
                    )}
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
