const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const STEPS = [0, 1, 2, 3, 4, 5, 6];

export type RhythmMarkProps = {
  /** 7 weekdays (Monday first) by up to 7 parts of the day; any non-negative weights. */
  rhythm: readonly (readonly number[])[];
  size?: number;
  /** The name beside it says enough: hidden from screen readers. */
  decorative?: boolean;
};

/** A mark made from when people buy: a column per weekday, a dot per part of the day, area by share. */
export function RhythmMark({ rhythm, size = 96, decorative }: RhythmMarkProps) {
  const peak = Math.max(...rhythm.flat(), Number.MIN_VALUE);
  const byDay = rhythm.map((day) => day.reduce((sum, weight) => sum + weight, 0));
  const best = DAYS[byDay.indexOf(Math.max(...byDay))] ?? "no day";
  return (
    <span
      {...(decorative
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": `Pattern made from the buying rhythm, busiest on ${best}` })}
      style={{ width: size, height: size }}
      className="block flex-none overflow-clip rounded-lg bg-accent-soft"
    >
      <svg viewBox="0 0 96 96" width="100%" height="100%" aria-hidden="true">
        {STEPS.flatMap((day) =>
          STEPS.map((slot) => {
            const weight = Math.sqrt((rhythm[day]?.[slot] ?? 0) / peak);
            return (
              <circle
                key={`${day}-${slot}`}
                cx={12 + day * 12}
                cy={12 + slot * 12}
                r={1.2 + weight * 4.2}
                fill="var(--chart-1)"
                opacity={0.35 + weight * 0.65}
              />
            );
          }),
        )}
      </svg>
    </span>
  );
}
