import Link from "next/link";
import { Delta } from "@/components/ui/delta";
import type { Day } from "@/lib/days";
import type { Figure } from "@/lib/decisions/figure";
import { certaintyText, stretchText, valueText } from "@/lib/decisions/words";

type FigureViewProps = {
  figure: Figure;
  currency: string;
  today: Day;
  /** Where it stands in the product. */
  href?: string;
  /** The same figure as it is now, to be read beside it. */
  now?: Figure | null;
};

/** A figure with its certainty: value, interval, what it rests on, what it is held against, and its formula. */
export function FigureView({ figure, currency, today, href, now }: FigureViewProps) {
  const { title, formula, value, against, isCausal } = figure;
  const change =
    now && now.value !== null && value !== null && value !== 0 && figure.unit !== "points"
      ? figure.unit === "share"
        ? (now.value - value) * 100
        : (now.value / value - 1) * 100
      : null;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-xs text-ink-2">
        {href ? (
          <Link href={href} className="text-accent underline underline-offset-2 print:no-underline">
            {title}
          </Link>
        ) : (
          title
        )}
        , {stretchText(figure, today)}
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="num text-xl font-semibold">{valueText(figure, value, currency)}</span>
        <span className="num text-sm text-ink-2">{certaintyText(figure, currency)}</span>
      </p>
      {against && (
        <p className="num text-sm text-ink-2">
          {valueText(figure, against.value, currency)} is {against.words}.
        </p>
      )}
      {isCausal === false && (
        <p className="text-sm text-warn">
          No control group was held out: it might have happened without the campaign.
        </p>
      )}
      {now && (
        <p className="num text-sm">
          Now {valueText(now, now.value, currency)} ({certaintyText(now, currency)}; {stretchText(now, today)}
          ){" "}
          {change !== null && (
            <Delta
              value={change}
              unit={figure.unit === "share" ? "pt" : "%"}
              goodWhen="none"
              period="against the day it was decided"
            />
          )}
        </p>
      )}
      <p className="text-xs text-ink-3">{formula}.</p>
    </div>
  );
}
