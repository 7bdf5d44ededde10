import type { CustomerIntake } from "@/lib/customers/intake/customer";
import { type Day, isDay } from "@/lib/days";

export const ARM_ROLES = ["variant", "control", "out"] as const;
export type ArmRole = (typeof ARM_ROLES)[number];

export const ARM_ROLE_LABEL: Record<ArmRole, string> = {
  variant: "was treated",
  control: "was held out",
  out: "is left out",
};

/** What a value of the group column means. `weight`: its part of the people by plan. */
export type PastArm = { value: string; role: ArmRole; name: string; weight: number };

/** A campaign that is over, as a file of its people tells of it. */
export type PastSettings = {
  name: string;
  startOn: Day | "";
  endOn: Day | "";
  /** What it aimed at besides orders: "Visit". */
  goal: string;
  arms: PastArm[];
};

/** As many as a campaign may have variants, and some that are left out. */
export const MOST_ARMS = 20;
const MOST_VARIANTS = 12;

/** One row: who it is, in which group, and what came of it. Null where the file does not say. */
export type PastPerson = {
  customer: CustomerIntake;
  /** The value of the group column. */
  arm: string;
  /** "" for a file without segments. */
  segment: string;
  orders: number | null;
  amountMinor: number | null;
  hasReached: boolean | null;
};

const CONTROL =
  /^(no[ -]?(e-?)?mail|no contact|none|nothing|control|controls|control group|hold-?out|held out|kontroll.*|0|false|no|c)$/i;
const LEFT_OUT = /^(excluded|left out|n\/?a)$/i;

/** What the values of a group column most likely mean: those that say so are the control group, the rest was treated. */
export function suggestArms(values: readonly string[]): PastArm[] {
  return values.slice(0, MOST_ARMS).map((value) => ({
    ...{ value, name: value.slice(0, 60), weight: 1 },
    role: CONTROL.test(value.trim()) ? "control" : LEFT_OUT.test(value.trim()) ? "out" : "variant",
  }));
}

/** The reason why a campaign cannot be made of these settings, as a sentence, or null. */
export function pastProblem({ name, startOn, endOn, arms }: PastSettings): string | null {
  if (name.trim() === "") return "Give the campaign a name.";
  if (!isDay(startOn) || !isDay(endOn)) return "Say on which days the campaign began and ended.";
  if (endOn < startOn) return "The campaign ends before it begins.";
  if (arms.length === 0)
    return `Choose the column that says in which group somebody was. It has at most ${MOST_ARMS} different values.`;
  const variants = arms.filter(({ role }) => role === "variant");
  if (variants.length === 0) return "Say which group was treated.";
  if (variants.length > MOST_VARIANTS)
    return `A campaign has at most ${MOST_VARIANTS} variants. Leave some groups out.`;
  if (variants.some((arm) => arm.name.trim() === "")) return "Give each group that was treated a name.";
  if (new Set(variants.map((arm) => arm.name.trim().toLowerCase())).size < variants.length)
    return "Two groups that were treated have the same name.";
  if (arms.some(({ role, weight }) => role !== "out" && !(weight > 0)))
    return "The planned part of each group is above zero.";
  return null;
}
