import { clsx } from "clsx";
import type { ReactNode } from "react";
import { csvFile } from "@/lib/csv";
import { formatNumber } from "@/lib/format";

/** Numbers go to the screen with `format` and to the CSV as they are, or as `plain` has them: money in whole units. */
export type FigureData = {
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
  format?: (value: number, column: number) => string;
  plain?: (value: number, column: number) => number;
};

export type FigureProps = {
  title: ReactNode;
  /** One sentence that says what to see. */
  take?: ReactNode;
  children: ReactNode;
  data?: FigureData;
  /** The name of the CSV, without its ending. */
  fileName?: string;
  headingLevel?: 2 | 3;
  action?: ReactNode;
  className?: string;
};

/** Every chart stands in one: title, what to see, the drawing, and "Data" with the numbers and a CSV. */
export function Figure(props: FigureProps) {
  const { title, take, children, data, fileName = "figure", headingLevel = 2, action, className } = props;
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <figure className={clsx("min-w-0", className)}>
      <figcaption className="mb-2.5 flex flex-wrap items-start gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1">
          <Heading className="text-sm font-semibold">{title}</Heading>
          {take && <p className="mt-px max-w-[60ch] text-xs leading-[18px] text-ink-2">{take}</p>}
        </div>
        {action}
      </figcaption>
      {children}
      {data && <FigureTable data={data} fileName={fileName} />}
    </figure>
  );
}

/** The numbers behind a drawing, closed until asked for, and as CSV. */
export function FigureTable({ data, fileName }: { data: FigureData; fileName: string }) {
  const {
    columns,
    rows,
    plain,
    format = (value) => formatNumber(value, Number.isInteger(value) ? 0 : 2),
  } = data;
  const cells = plain
    ? rows.map((row) => row.map((cell, index) => (typeof cell === "number" ? plain(cell, index) : cell)))
    : rows;
  return (
    <details className="mt-2 text-xs text-ink-3">
      <summary className="flex min-h-6 w-max items-center gap-1 rounded-sm hover:text-ink before:content-['▸'] [[open]>&]:before:content-['▾'] coarse:min-h-control">
        Data
      </summary>
      <div className="mt-1 max-h-72 overflow-auto rounded-md border border-line">
        <table className="num w-full text-xs">
          <thead className="sticky top-0 bg-surface">
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={clsx("px-2 py-1 font-medium", index > 0 ? "text-right" : "text-left")}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.slice(0, 2).join(" ")} className="border-t border-line text-ink-2">
                {row.map((cell, index) => {
                  const text = typeof cell === "number" ? format(cell, index) : (cell ?? "–");
                  const key = columns[index] ?? index;
                  return index === 0 ? (
                    <th key={key} scope="row" className="px-2 py-1 text-left font-normal">
                      {text}
                    </th>
                  ) : (
                    <td key={key} className="px-2 py-1 text-right whitespace-nowrap">
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <a
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvFile(columns, cells))}`}
        download={`${fileName}.csv`}
        className="mt-1 inline-flex min-h-6 items-center text-accent underline underline-offset-2"
      >
        Download CSV
      </a>
    </details>
  );
}
