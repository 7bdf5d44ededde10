import { adjustForMany } from "@/lib/statistics/multiple";
import { ratioTest } from "@/lib/statistics/sample-ratio";
import { alwaysValidPOverTime, type Look } from "@/lib/statistics/sequential";
import type { Variant } from "../brief";
import type { Arms } from "../launch/design";
import { variantGroups } from "../launch/variants";
import { type Cell, sumOf, type Tally } from "./cell";
import { adjustedSpend, type Comparison, compare, influenceOf } from "./comparison";
import type { Lift, LiftPart } from "./lift";

type Named = { id: string; name: string };
type Known = {
  segments: readonly Named[];
  variants: readonly Variant[];
  controlShare: number;
  arms: Arms | null;
  hasGoal: boolean;
  /** Whether a group of so many must not be shown. */
  isHidden: (people: number) => boolean;
};

type Parts = Pick<
  Lift,
  | "total"
  | "segments"
  | "variants"
  | "pairs"
  | "areSegmentsHidden"
  | "areVariantsHidden"
  | "ratio"
  | "adjusted"
> & {
  influence: ReturnType<typeof influenceOf>;
  /** The p-value for those who look early, given the share of buyers that was planned for the end. */
  peek: (shareAtEnd: number) => number | null;
};

const sideOf = (cells: readonly Cell[], isControl: boolean): Tally =>
  sumOf(cells.filter((cell) => cell.isControl === isControl));

/** Everything about a campaign's results that follows from its cells; "hidden" when a side must not be shown. */
export function liftOf(cells: readonly Cell[], known: Known): Parts | "hidden" {
  const { hasGoal, isHidden } = known;
  const [treated, control] = [sideOf(cells, false), sideOf(cells, true)];
  const isTooSmall = (people: number) => people > 0 && isHidden(people);
  if (isTooSmall(treated.people) || isTooSmall(control.people)) return "hidden";
  const total = compare(treated, control, { hasGoal });
  const segments = known.segments.flatMap(({ id, name }) => {
    const own = cells.filter(({ segmentId }) => segmentId === id);
    return own.length > 0 ? [part(id, name, sideOf(own, false), sideOf(own, true), hasGoal)] : [];
  });
  const alternatives = variantGroups(known.variants).find(({ ids }) => ids.length > 1)?.ids ?? [];
  const arms = alternatives.map((id) => {
    const own = sumOf(cells.filter((cell) => !cell.isControl && cell.variantIds.includes(id)));
    return { id, name: known.variants.find((variant) => variant.id === id)?.name ?? "", tally: own };
  });
  const hasArms = arms.some(({ tally }) => tally.people > 0);
  const [first, ...others] = arms;
  const variants =
    hasArms && control.people > 0
      ? arms.map(({ id, name, tally }) => part(id, name, tally, control, hasGoal))
      : [];
  const pairs =
    hasArms && first
      ? others.map(({ id, name, tally }) =>
          part(id, `${name} against ${first.name}`, tally, first.tally, hasGoal),
        )
      : [];
  const areSegmentsHidden = segments.some((each) => sizes(each).some(isTooSmall));
  const areVariantsHidden = arms.some(({ tally }) => isTooSmall(tally.people));
  return {
    total,
    segments: areSegmentsHidden ? [] : corrected(segments),
    ...(areVariantsHidden ? { variants: [], pairs: [] } : together(variants, pairs)),
    ...{ areSegmentsHidden, areVariantsHidden },
    ratio: ratioOf(treated.people, control.people, hasArms ? arms : [], known),
    adjusted: adjustedSpend(total),
    influence: influenceOf(total),
    peek: (shareAtEnd) => (control.people > 0 ? peekP(cells, total, shareAtEnd) : null),
  };
}

function part(id: string, name: string, treated: Tally, control: Tally, hasGoal: boolean): LiftPart {
  return { id, name, comparison: compare(treated, control, { hasGoal }), adjustedP: null };
}

const sizes = ({ comparison: { treated, control } }: LiftPart) => [treated.people, control.people];

/** Rows are read together: each p-value takes their number into account. */
function corrected(parts: readonly LiftPart[]): LiftPart[] {
  const tested = parts.filter(({ comparison }) => comparison.bought !== null);
  const adjusted = adjustForMany(tested.map(({ comparison }) => comparison.bought?.p ?? 1));
  return parts.map((each) => ({ ...each, adjustedP: adjusted[tested.indexOf(each)] ?? null }));
}

function together(variants: readonly LiftPart[], pairs: readonly LiftPart[]) {
  const all = corrected([...variants, ...pairs]);
  return { variants: all.slice(0, variants.length), pairs: all.slice(variants.length) };
}

function ratioOf(
  treated: number,
  control: number,
  arms: readonly { id: string; tally: Tally }[],
  { controlShare, arms: planned }: Known,
): Lift["ratio"] {
  const weightOf = (id: string) => planned?.variants.find((arm) => arm.id === id)?.weight ?? 1;
  if (arms.length < 2) {
    if (!planned) return ratioTest([treated, control], [100 - controlShare, controlShare]);
    const weights = planned.variants.reduce((sum, { weight }) => sum + weight, 0);
    return ratioTest([treated, control], [weights, planned.control]);
  }
  const weights = arms.map(({ id }) => weightOf(id));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const held = planned ? planned.control : (whole * controlShare) / (100 - controlShare);
  return ratioTest([...arms.map(({ tally }) => tally.people), control], [...weights, held]);
}

/** One look at the end of each day on which somebody ordered for the first time. */
function peekP(cells: readonly Cell[], { treated, control }: Comparison, shareAtEnd: number): number {
  const perPerson = 1 / treated.people + 1 / control.people;
  const dated = cells.flatMap(({ day, isControl, people }) => (day ? [{ day, isControl, people }] : []));
  const days = [...new Set(dated.map(({ day }) => day))].sort();
  const looks = days.map((until): Look => {
    const buyers = (isControl: boolean) =>
      dated.reduce(
        (sum, each) => sum + (each.isControl === isControl && each.day <= until ? each.people : 0),
        0,
      );
    const [a, b] = [buyers(false), buyers(true)];
    const pooled = (a + b) / (treated.people + control.people);
    return {
      estimate: a / treated.people - b / control.people,
      variance: pooled * (1 - pooled) * perPerson,
    };
  });
  return alwaysValidPOverTime(looks, shareAtEnd * (1 - shareAtEnd) * perPerson);
}
