import { type Day, diffDays } from "@/lib/days";
import { formatMoney, formatNumber, formatPercent } from "@/lib/format";
import { AT_RISK, ON_TRACK, type TargetState } from "@/lib/kpis/target-state";
import type { Unit } from "@/lib/kpis/unit";
import type { Goal } from "./brief";
import type { Results } from "./results/outcome";

type Reached = Pick<Results, "treated" | "stages">;
type Facts = {
  label: string;
  unit: Unit;
  /** Adds up over the campaign's days; others are judged as they stand. */
  isSum: boolean;
  formula: string;
  /** Null where nothing can be divided yet. */
  reached: (results: Reached) => number | null;
};

const share = (part: number | undefined, whole: number | undefined) =>
  part === undefined || !whole ? null : part / whole;

/** What a campaign can be held to, each counted over the people who were contacted. Money in minor units. */
export const GOALS = {
  buyers: {
    label: "Buyers",
    unit: "people",
    isSum: true,
    formula: "contacted people with an order in the campaign’s days",
    reached: ({ treated }) => treated.buyers,
  },
  conversion: {
    label: "Conversion rate",
    unit: "share",
    isSum: true,
    formula: "buyers ÷ contacted people",
    reached: ({ treated }) => share(treated.buyers, treated.people),
  },
  orders: {
    label: "Orders",
    unit: "count",
    isSum: true,
    formula: "orders of contacted people in the campaign’s days; a return is not an order",
    reached: ({ treated }) => treated.orders,
  },
  revenue: {
    label: "Revenue",
    unit: "money",
    isSum: true,
    formula: "order amounts of contacted people, returns taken off",
    reached: ({ treated }) => treated.revenueMinor,
  },
  orderValue: {
    label: "Average order value",
    unit: "money",
    isSum: false,
    formula: "revenue ÷ orders of contacted people",
    reached: ({ treated }) => share(treated.revenueMinor, treated.orders),
  },
  clickRate: {
    label: "People who clicked",
    unit: "share",
    isSum: false,
    formula: "people who clicked ÷ people it was sent to",
    reached: ({ stages }) => share(stages.clicked, stages.sent),
  },
} as const satisfies Record<string, Facts>;
export type GoalFigure = keyof typeof GOALS;
export const GOAL_FIGURES = Object.keys(GOALS) as [GoalFigure, ...GoalFigure[]];

export type GoalStanding = { value: number | null; state: TargetState };

/**
 * How far a target is. What adds up is expected to grow evenly over the campaign's days; the rest is the target
 * itself from the first day. Without results it has not started; after the last day it is met or missed.
 */
export function goalStanding(
  { figure, value: target }: Goal,
  results: Reached | null,
  days: { startOn: Day; endOn: Day; today: Day },
): GoalStanding {
  const facts: Facts = GOALS[figure];
  const value = results && facts.reached(results);
  if (value === null) return { value: null, state: "not started" };
  if (value >= target) return { value, state: "met" };
  if (days.today > days.endOn) return { value, state: "missed" };
  const length = diffDays(days.startOn, days.endOn) + 1;
  const elapsed = Math.min(Math.max(diffDays(days.startOn, days.today) + 1, 0), length);
  const expected = facts.isSum ? (target * elapsed) / length : target;
  if (expected === 0) return { value, state: "not started" };
  const ratio = value / expected;
  return { value, state: ratio >= ON_TRACK ? "on track" : ratio >= AT_RISK ? "at risk" : "off" };
}

/** A target's value in the words of its unit. */
export function goalText(figure: GoalFigure, value: number, currency: string): string {
  switch (GOALS[figure].unit) {
    case "money":
      return formatMoney(value, currency);
    case "share":
      return formatPercent(value);
    default:
      return formatNumber(value);
  }
}
