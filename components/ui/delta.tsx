import { clsx } from "clsx";
import { formatNumber } from "@/lib/format";

export type Polarity = "up" | "down" | "none";

export type DeltaProps = {
  /** The difference in the unit shown (percent points as 2.1, not 0.021). */
  value: number;
  digits?: number;
  unit?: string;
  /** Which direction is good for this figure; good and bad follow the meaning, not the sign. */
  goodWhen?: Polarity;
  /** "against the 4 weeks before": read out, and shown when `showPeriod`. */
  period?: string;
  showPeriod?: boolean;
};

/** A change with its direction as a shape, and its meaning as colour. */
export function Delta({ value, digits = 1, unit = "%", goodWhen = "up", period, showPeriod }: DeltaProps) {
  const shown = formatNumber(Math.abs(value), digits);
  const isFlat = !/[1-9]/.test(shown);
  const direction = isFlat ? "none" : value > 0 ? "up" : "down";
  const tone =
    isFlat || goodWhen === "none" ? "text-ink-3" : direction === goodWhen ? "text-good" : "text-bad";
  return (
    <span className={clsx("num text-xs whitespace-nowrap", tone)}>
      <span aria-hidden="true">{isFlat ? "■" : value > 0 ? "▲" : "▼"} </span>
      <span className="sr-only">{isFlat ? "unchanged, " : value > 0 ? "up " : "down "}</span>
      {shown}
      {unit && `\u00a0${unit}`}
      {period && <span className={showPeriod ? "text-ink-3" : "sr-only"}> {period}</span>}
    </span>
  );
}
