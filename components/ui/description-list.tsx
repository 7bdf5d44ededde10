import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Description = { term: ReactNode; value: ReactNode; key?: string };

/** Terms and values: in rows with the value at the right, or in columns with the value below. */
export function DescriptionList({
  items,
  layout = "rows",
  className,
}: {
  items: readonly Description[];
  layout?: "rows" | "columns";
  className?: string;
}) {
  return (
    <dl
      className={clsx(
        "text-sm",
        layout === "rows"
          ? "flex flex-col gap-1.5"
          : "grid grid-cols-[repeat(auto-fill,minmax(160px,1fr))] gap-x-5 gap-y-3",
        className,
      )}
    >
      {items.map((item, index) => (
        <div
          key={item.key ?? (typeof item.term === "string" ? item.term : index)}
          className={layout === "rows" ? "flex items-baseline justify-between gap-4" : "min-w-0"}
        >
          <dt className={clsx("flex-none text-ink-3", layout === "columns" && "text-xs")}>{item.term}</dt>
          <dd className={clsx("num min-w-0", layout === "rows" && "text-right")}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
