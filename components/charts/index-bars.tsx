import Link from "next/link";
import { round } from "./scale";

export type IndexBarsProps = {
  label: string;
  /** `index` 1 is the same as all; 2.4 is 2.4 times as much, 0.4 less than half. */
  items: readonly { key: string; label: string; index: number; text: string; href?: string }[];
};

/** How a group differs from all: bars from a middle line, by the logarithm, so that double and half are equally long. */
export function IndexBars({ label, items }: IndexBarsProps) {
  const lengths = items.map((item) => Math.log2(Math.min(16, Math.max(1 / 16, item.index))));
  const full = Math.max(1, ...lengths.map(Math.abs));
  return (
    <ul aria-label={label} className="flex flex-col gap-2.5 text-xs">
      {items.map((item, position) => {
        const length = lengths[position] ?? 0;
        const width = `${round((Math.abs(length) / full) * 50)}%`;
        return (
          <li key={item.key} className="grid grid-cols-[minmax(96px,34%)_1fr_52px] items-center gap-2">
            <span>{item.label}</span>
            <span aria-hidden="true" className="relative h-2.5">
              <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
              <span
                className="absolute top-0.5 h-1.5 rounded-[2px]"
                style={
                  length >= 0
                    ? { left: "50%", width, background: "var(--chart-1)" }
                    : { right: "50%", width, background: "var(--chart-2)" }
                }
              />
            </span>
            <span className="num text-right font-medium">
              {item.href ? (
                <Link
                  href={item.href as "/"}
                  scroll={false}
                  className="inline-flex min-h-6 items-center hover:underline"
                >
                  <span className="sr-only">{item.label}: </span>
                  {item.text}
                </Link>
              ) : (
                item.text
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
