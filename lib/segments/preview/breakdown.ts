import { LIFECYCLE_LABEL, LIFECYCLE_STAGES } from "@/lib/customers/scores/standings";
import { addDays, addMonths, type Day } from "@/lib/days";

/** What the people of a preview are broken down by, in the order of the screen. */
export const BREAKDOWNS = ["age", "gender", "country", "source", "stage", "value"] as const;
export type BreakdownKey = (typeof BREAKDOWNS)[number];

export const BREAKDOWN_TITLE: Record<BreakdownKey, string> = {
  age: "Age",
  gender: "Gender",
  country: "Country",
  source: "Came by",
  stage: "Lifecycle stage",
  value: "Value band",
};

export type BreakdownBar = {
  key: string;
  label: string;
  /** What the label means, where it does not say so itself. */
  note?: string;
  n: number;
  /** Of the selection, those without a value included: the shares of one breakdown add up to 1. */
  share: number;
  baseN: number;
  baseShare: number;
  /** Share over the base's share: 1 is as common as among all. Null when nobody of the base is in it. */
  index: number | null;
};
export type Breakdown = { key: BreakdownKey; bars: BreakdownBar[] };

/** Ages at which a band begins; the first band is all below. */
const BAND_AGES = [25, 35, 45, 55, 65] as const;

/** First birth days of the age bands but the oldest, oldest first: who is born before the first is in band 0. */
export function bandStarts(today: Day): Day[] {
  return [...BAND_AGES].reverse().map((age) => addDays(addMonths(today, -12 * age), 1));
}

type Named = { value: string | null; label: string; note?: string };

/** Values in their own order, with their words; other breakdowns are sorted by size and named by their value. */
const NAMED: Partial<Record<BreakdownKey, readonly Named[]>> = {
  age: [
    { value: "5", label: "Under 25" },
    { value: "4", label: "25–34" },
    { value: "3", label: "35–44" },
    { value: "2", label: "45–54" },
    { value: "1", label: "55–64" },
    { value: "0", label: "65 and over" },
  ],
  gender: [
    { value: "female", label: "Female" },
    { value: "male", label: "Male" },
    { value: "other", label: "Other" },
  ],
  stage: LIFECYCLE_STAGES.map((value) => ({ value, label: LIFECYCLE_LABEL[value] })),
  value: [
    { value: "5", label: "Highest fifth", note: "of all buyers by spend" },
    { value: "4", label: "Second fifth" },
    { value: "3", label: "Middle fifth" },
    { value: "2", label: "Fourth fifth" },
    { value: "1", label: "Lowest fifth" },
    { value: null, label: "No order yet" },
  ],
};

/** One value of one breakdown as counted; `isRest` gathers the values beyond the largest. */
export type BreakdownCount = {
  by: BreakdownKey;
  value: string | null;
  isRest: boolean;
  n: number;
  baseN: number;
};

/** Every breakdown in which the base differs at all; a bar per value, those that nobody has left out. */
export function breakdownsOf(
  counts: readonly BreakdownCount[],
  { size, base }: { size: number; base: number },
): Breakdown[] {
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  return BREAKDOWNS.flatMap((key) => {
    const own = counts.filter(({ by, baseN }) => by === key && baseN > 0);
    const bars = sorted(key, own).map((count): BreakdownBar => {
      const { n, baseN } = count;
      const [own, all] = [share(n, size), share(baseN, base)];
      return {
        ...wordsOf(key, count),
        n,
        share: own,
        baseN,
        baseShare: all,
        index: all > 0 ? own / all : null,
      };
    });
    return bars.some(({ key: value }) => value !== UNKNOWN) ? [{ key, bars }] : [];
  });
}

export type StrikingBar = { by: BreakdownKey; bar: BreakdownBar };

/** Fewer than this, here or among all, say little. */
const FEW = 20;
/** At least this many times as common, or as rare. */
const STRIKING = 1.3;

/** The values that are clearly more common or rarer than among all, the most striking first; one per breakdown and side. */
export function strikingBars(breakdowns: readonly Breakdown[], most = 5): StrikingBar[] {
  const strength = ({ bar }: StrikingBar) => Math.abs(Math.log(Math.max(bar.index ?? 1, 0.05)));
  return breakdowns
    .flatMap(({ key, bars }) => {
      const known = bars.filter((bar) => bar.key !== UNKNOWN && bar.key !== REST && bar.index !== null);
      const told = known.map((bar): StrikingBar => ({ by: key, bar }));
      const more = told.filter(({ bar }) => bar.n >= FEW && (bar.index ?? 0) >= STRIKING);
      const fewer = told.filter(({ bar }) => bar.baseN >= FEW * 5 && (bar.index ?? 1) <= 1 / STRIKING);
      return [more, fewer].flatMap((side) => side.sort((a, b) => strength(b) - strength(a)).slice(0, 1));
    })
    .sort((a, b) => strength(b) - strength(a))
    .slice(0, most);
}

const UNKNOWN = "unknown";
const REST = "rest";

function wordsOf(
  key: BreakdownKey,
  { value, isRest }: BreakdownCount,
): Pick<BreakdownBar, "key" | "label" | "note"> {
  if (isRest) return { key: REST, label: "All others" };
  const named = NAMED[key]?.find((one) => one.value === value);
  if (named) return { key: `=${value ?? ""}`, label: named.label, ...(named.note && { note: named.note }) };
  return value === null ? { key: UNKNOWN, label: "Not known" } : { key: `=${value}`, label: value };
}

/** In the order of the words, else the largest first; what gathers the rest, and who has no value, come last. */
function sorted(key: BreakdownKey, counts: readonly BreakdownCount[]): BreakdownCount[] {
  const order = NAMED[key]?.map(({ value }) => value) ?? [];
  const place = ({ value, isRest }: BreakdownCount) => {
    const at = order.indexOf(value);
    if (at >= 0 && !isRest) return at;
    return order.length + (isRest ? 1 : value === null ? 2 : 0);
  };
  const name = ({ value }: BreakdownCount) => value ?? "";
  return [...counts].sort(
    (a, b) => place(a) - place(b) || b.n - a.n || b.baseN - a.baseN || (name(a) < name(b) ? -1 : 1),
  );
}
