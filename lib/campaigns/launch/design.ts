import type { Day } from "@/lib/days";
import { neededPeople } from "./power";

/** The rise that is planned for where no target says another: of the smaller of those who buy and those who do not. */
export const USUAL_RISE = 0.2;

/** What a rise is a part of: a fifth more buyers, or where most people buy a fifth fewer who do not. */
export const risable = (base: number): number => Math.min(base, 1 - base);

/** What was planned at launch for the comparison with the control group. It stays as it is, whatever is edited later. */
export type Design = {
  /** The day on which the result is read. */
  endOn: Day;
  /** Of those who were in the segments as many days before the launch as it lasts, the share that bought in them. */
  base: number;
  baseDays: number;
  /** The rise of that share which is to be seen, and where it comes from. */
  rise: number;
  isFromTarget: boolean;
  people: number;
  /** People who are needed at this control share to see it in four cases of five; null where none are enough. */
  needed: number | null;
};

type Planned = {
  endOn: Day;
  before: { people: number; buyers: number };
  /** In the audience. */
  people: number;
  baseDays: number;
  controlShare: number;
  /** The conversion rate that the brief sets as target, if it does. */
  target: number | null;
};

/** Null without a control group, and where nobody bought before: then there is nothing to plan from. */
export function designOf({ endOn, before, people, baseDays, controlShare, target }: Planned): Design | null {
  if (controlShare === 0 || before.buyers === 0) return null;
  const base = before.buyers / before.people;
  const isFromTarget = target !== null && target > base;
  const rise = isFromTarget ? target - base : risable(base) * USUAL_RISE;
  const needed = neededPeople({ base, rise, controlShare: controlShare / 100 });
  return { ...{ endOn, base, baseDays, rise, isFromTarget, people, needed } };
}

/** How people were dealt out to the groups, as weights; kept where it is not said by the control share alone. */
export type Arms = {
  control: number;
  variants: { id: string; weight: number }[];
  /** Which outcomes came with the audience: orders, and the label of what it aimed at. */
  told: { orders: boolean; goal: string | null };
};
