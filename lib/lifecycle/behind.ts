import {
  LIFECYCLE_LABEL,
  LIFECYCLE_STAGES,
  RFM_GROUPS,
  type RfmGroup,
} from "@/lib/customers/scores/standings";
import { addDays, addMonths, isDay, MONTHS } from "@/lib/days";
import type { Dimension } from "@/lib/segments/dimension";
import { negate, type OrdersCondition, type Rule } from "@/lib/segments/rule";
import { ACTIVE_BANDS, bandLabel } from "@/lib/value/report";

/** The people behind a figure of a page, as the rule that a new segment begins with. */
export type Behind = { name: string; dimension: Dimension; rule: Rule };

const all = (...children: Rule["children"]): Rule => ({ kind: "all", children });

/**
 * The rule of a key: "stage:active", "group:champions", "pair:54", "active:0" (a band of P(active)),
 * "cohort:2026-03" (first order in the month) or "cohort:2026-03:2" (and again two months later). Null for another.
 */
export function behindOf(key: string): Behind | null {
  const [kind = "", value = "", more = ""] = key.split(":");
  switch (kind) {
    case "stage": {
      const stage = LIFECYCLE_STAGES.find((one) => one === value);
      if (!stage) return null;
      return {
        name: `${LIFECYCLE_LABEL[stage]} customers`,
        dimension: "behavioural",
        rule: all({ kind: "standing", standing: "lifecycle", test: { op: "is", value: stage } }),
      };
    }
    case "group":
      if (!Object.hasOwn(RFM_GROUPS, value)) return null;
      return {
        name: RFM_GROUPS[value as RfmGroup].label,
        dimension: "value",
        rule: all({ kind: "standing", standing: "rfmGroup", test: { op: "is", value } }),
      };
    case "pair":
      if (!/^[1-5][1-5]$/.test(value)) return null;
      return {
        name: `Recency ${value[0]}, frequency ${value[1]}`,
        dimension: "value",
        rule: all(
          { kind: "score", score: "recency", test: { op: "equals", value: Number(value[0]) } },
          { kind: "score", score: "frequency", test: { op: "equals", value: Number(value[1]) } },
        ),
      };
    case "active":
      return bandBehind(Number(value));
    case "cohort":
      return cohortBehind(value, more);
    default:
      return null;
  }
}

function bandBehind(index: number): Behind | null {
  const to = ACTIVE_BANDS[index];
  if (to === undefined) return null;
  const above = {
    kind: "score",
    score: "chanceActive",
    test: { op: "atLeast", value: ACTIVE_BANDS[index - 1] ?? 0 },
  } as const;
  const below = { kind: "score", score: "chanceActive", test: { op: "lessThan", value: to } } as const;
  return {
    name: `P(active) ${bandLabel(index)}`,
    dimension: "value",
    rule: all(above, ...(to === 100 ? [] : [below])),
  };
}

function cohortBehind(month: string, later: string): Behind | null {
  const first = `${month}-01`;
  if (!isDay(first) || (later !== "" && !/^\d{1,3}$/.test(later))) return null;
  const ordered = (from: string): OrdersCondition => ({
    kind: "orders",
    figure: "count",
    test: { op: "atLeast", value: 1 },
    window: { kind: "between", from, to: addDays(addMonths(from, 1), -1) },
  });
  const before: OrdersCondition = {
    kind: "orders",
    figure: "count",
    test: { op: "atLeast", value: 1 },
    window: { kind: "before", to: first },
  };
  const again = later === "" ? [] : [ordered(addMonths(first, Number(later)))];
  return {
    name: `First order in ${monthName(first)}${later === "" ? "" : `, back in ${monthName(addMonths(first, Number(later)))}`}`,
    dimension: "behavioural",
    rule: all(ordered(first), negate(before), ...again),
  };
}

/** "March 2026". */
export function monthName(day: string): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}
