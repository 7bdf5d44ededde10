import { formatNumber, formatPercent } from "@/lib/format";
import { round } from "./scale";

/** Steps as bars of the first one; what was lost is hatched, the rate of each step stands at the right. */
export function Funnel({
  label,
  steps,
}: {
  label: string;
  steps: readonly { name: string; value: number }[];
}) {
  const first = steps[0]?.value || 1;
  return (
    <ol aria-label={label} className="flex flex-col gap-[9px] text-xs">
      {steps.map((step, index) => {
        const before = index === 0 ? step.value : (steps[index - 1]?.value ?? step.value);
        const width = round((step.value / first) * 100);
        return (
          <li key={step.name}>
            <div className="flex gap-2.5">
              <span className="flex-1">{step.name}</span>
              <span className="num">{formatNumber(step.value)}</span>
              <span className="num w-14 text-right text-ink-3">
                {before > 0 ? formatPercent(step.value / before, index === 0 ? 0 : 1) : "–"}
              </span>
            </div>
            <div
              aria-hidden="true"
              className="relative mt-[3px] h-3.5 overflow-clip rounded-[3px] bg-sunken dark:bg-bg"
            >
              <span className="absolute inset-y-0 left-0 bg-chart-1" style={{ width: `${width}%` }} />
              <span
                className="absolute inset-y-0"
                style={{
                  left: `${width}%`,
                  width: `${round(((before - step.value) / first) * 100)}%`,
                  background:
                    "repeating-linear-gradient(135deg, color-mix(in oklab, var(--chart-1) 35%, transparent) 0 2px, transparent 2px 5px)",
                }}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
