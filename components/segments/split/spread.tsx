import { formatCount } from "@/lib/format";
import { numberName } from "@/lib/segments/split/part";
import type { SplitProfile } from "@/lib/segments/split/profile";
import type { SplitSubject } from "@/lib/segments/split/subject";

/** How the people are spread over a number, and where the bands begin. The last column holds all beyond. */
export function NumberSpread(props: {
  subject: SplitSubject;
  profile: Extract<SplitProfile, { kind: "number" }>;
  edges: readonly number[];
  currency: string;
}) {
  const { subject, profile, edges, currency } = props;
  const { columns, low, step } = profile;
  const most = Math.max(...columns, 1);
  const end = low + step * columns.length;
  const say = (figure: number) => numberName(subject, roundTo(figure, subject), currency);
  const at = (edge: number) => Math.min(100, Math.max(0, ((edge - low) / (end - low)) * 100));
  const bandOf = (column: number) => edges.filter((edge) => edge <= low + step * (column + 0.5)).length;
  const words = `From ${say(profile.min)} to ${say(profile.max)} over ${formatCount(profile.known, "customer")}`;
  return (
    <figure className="min-w-0">
      <div
        role="img"
        aria-label={`${words}. Bands begin at ${edges.map(say).join(", ") || "no edge"}.`}
        className="relative h-24"
      >
        <div className="flex h-full items-end gap-px border-b border-line-strong">
          {columns.map((size, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of one fixed scale
              key={index}
              className={bandOf(index) % 2 === 0 ? "flex-1 bg-chart-1" : "flex-1 bg-chart-1/50"}
              style={{ height: `${size === 0 ? 0 : Math.max(2, (size / most) * 100)}%` }}
            />
          ))}
        </div>
        {edges.map((edge) => (
          <span
            key={edge}
            className="absolute inset-y-0 border-l border-dashed border-ink-3"
            style={{ left: `${at(edge)}%` }}
          />
        ))}
      </div>
      <figcaption className="num mt-1 flex justify-between text-2xs text-ink-3">
        <span>{say(profile.min)}</span>
        <span>{end < profile.max ? `${say(end)} and more` : say(profile.max)}</span>
      </figcaption>
    </figure>
  );
}

function roundTo(figure: number, { isMoney, isWhole }: SplitSubject): number {
  if (isMoney) return Math.round(figure / 100) * 100;
  return isWhole || Math.abs(figure) >= 100 ? Math.round(figure) : Number(figure.toPrecision(3));
}

/** How the people are spread over months. */
export function DaysSpread({ months }: { months: readonly { month: string; size: number }[] }) {
  const most = Math.max(...months.map(({ size }) => size), 1);
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  if (!first || !last) return null;
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  const sizes = new Map(months.map(({ month, size }) => [number(month), size]));
  const span = number(last) - number(first) + 1;
  const width = Math.ceil(span / 60);
  const columns = Array.from({ length: Math.ceil(span / width) }, (_, index) =>
    Array.from(
      { length: width },
      (__, month) => sizes.get(number(first) + index * width + month) ?? 0,
    ).reduce((sum, size) => sum + size, 0),
  );
  const highest = width === 1 ? most : Math.max(...columns, 1);
  return (
    <figure className="min-w-0">
      <div
        role="img"
        aria-label={`Customers per ${width === 1 ? "month" : `${width} months`}, from ${first} to ${last}.`}
        className="flex h-24 items-end gap-px border-b border-line-strong"
      >
        {columns.map((size, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: columns of one fixed scale
            key={index}
            className="flex-1 bg-chart-1"
            style={{ height: `${size === 0 ? 0 : Math.max(2, (size / highest) * 100)}%` }}
          />
        ))}
      </div>
      <figcaption className="num mt-1 flex justify-between text-2xs text-ink-3">
        <span>{first}</span>
        <span>{last}</span>
      </figcaption>
    </figure>
  );
}
