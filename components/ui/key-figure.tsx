import { clsx } from "clsx";
import type { ReactNode } from "react";

export type KeyFigureProps = {
  name: ReactNode;
  value: ReactNode;
  /** Usually a Delta. */
  change?: ReactNode;
  /** A line under the figure: how and when it was counted. */
  note?: ReactNode;
  /** Usually a Sparkline. */
  children?: ReactNode;
  size?: "md" | "xl" | "2xl";
};

const SIZES = { md: "text-md", xl: "text-xl", "2xl": "text-2xl" };

/** Name, value, change, drawing. Several of them stand in a KeyFigureStrip. */
export function KeyFigure({ name, value, change, note, children, size = "xl" }: KeyFigureProps) {
  return (
    <div className="min-w-0 px-4 py-3">
      <div className="text-xs text-ink-2">{name}</div>
      <div className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
        <span className={clsx("num font-semibold whitespace-nowrap", SIZES[size])}>{value}</span>
        {change}
      </div>
      {note && <div className="text-xs text-ink-3">{note}</div>}
      {children && <div className="mt-1.5">{children}</div>}
    </div>
  );
}

/** Key figures side by side in one card, divided by hairlines. */
export function KeyFigureStrip({
  label,
  children,
  columns = 4,
}: {
  label: string;
  children: ReactNode;
  columns?: 2 | 3 | 4;
}) {
  const wide = { 2: "sm:grid-cols-2", 3: "sm:grid-cols-3", 4: "sm:grid-cols-2 xl:grid-cols-4" }[columns];
  return (
    <section
      aria-label={label}
      className={clsx(
        "grid overflow-clip rounded-lg border border-line bg-surface",
        "[&>*]:-mt-px [&>*]:-ml-px [&>*]:border-t [&>*]:border-l",
        wide,
      )}
    >
      {children}
    </section>
  );
}

/** Small figures in wells: the three counts of a segment, the four of an import. */
export function FigureWells({
  figures,
}: {
  figures: readonly { name: ReactNode; value: ReactNode; note?: ReactNode }[];
}) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(96px,1fr))] gap-2 text-xs">
      {figures.map((figure, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, names may be elements
        <div key={index} className="flex flex-col rounded-md bg-sunken p-2">
          <dt className="text-ink-3">{figure.name}</dt>
          <dd className="num mt-auto text-md font-semibold">{figure.value}</dd>
          {figure.note && <dd className="text-2xs text-ink-3">{figure.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
