const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

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
  const busiest = rhythm.map((day) => day.reduce((sum, weight) => sum + weight, 0));
  const best = DAYS[busiest.indexOf(Math.max(...busiest))] ?? "";
  return (
    <svg
      viewBox="0 0 96 96"
      width={size}
      height={size}
      {...(decorative
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": `Pattern made from the buying rhythm, busiest on ${best}` })}
      className="flex-none rounded-lg bg-accent-soft"
    >
      {DAYS.flatMap((day, column) =>
        Array.from({ length: 7 }, (_, row) => {
          const weight = Math.sqrt((rhythm[column]?.[row] ?? 0) / peak);
          return (
            <circle
              key={`${day}-${row}`}
              cx={12 + column * 12}
              cy={12 + row * 12}
              r={1.2 + weight * 4.2}
              fill="var(--chart-1)"
              opacity={0.35 + weight * 0.65}
            />
          );
        }),
      )}
    </svg>
  );
}
