import { addDays, type Day } from "@/lib/days";
import type { CampaignLink } from "../brief";
import type { CampaignChannel, DependencyType, PlanItemKind } from "../status";

/** An item of a plan that is not tied to days yet: `from` counts days from the campaign's first one. */
export type PlanLine = {
  kind: PlanItemKind;
  name: string;
  from: number;
  /** Days; a milestone has 1. */
  length: number;
  channel?: CampaignChannel | null;
  assigneeId?: string | null;
  hours?: number;
  isByHand?: boolean;
  checklist?: readonly string[];
  links?: readonly CampaignLink[];
  /** Positions of the lines that it waits for. */
  after?: readonly { line: number; type?: DependencyType; lagDays?: number }[];
};

/** The days of a line within a campaign that starts then; what would lie behind the end ends with it. */
export function daysOf(line: PlanLine, startOn: Day, endOn: Day | null): { startOn: Day; endOn: Day } {
  const first = addDays(startOn, line.from);
  const last = addDays(first, line.kind === "milestone" ? 0 : line.length - 1);
  const cut = (day: Day) => (endOn !== null && day > endOn ? endOn : day);
  return { startOn: cut(first), endOn: cut(last) };
}
