import { formatCount, formatList } from "@/lib/format";
import type { Step } from "./steps";

/** "Cannot plan because no target segment is chosen and its end has passed." Empty when nothing is in the way. */
export function refusal(step: Pick<Step, "verb" | "reasons">): string {
  return step.reasons.length > 0 ? `Cannot ${step.verb} because ${formatList(step.reasons)}.` : "";
}

/** What finishing a campaign means, which no step takes back. */
export function finishWords({ tactics }: { tactics: { total: number; finished: number } }): string {
  const open = tactics.total - tactics.finished;
  const left = open > 0 ? ` What is open of its plan, ${formatCount(open, "tactic")}, leaves My work.` : "";
  return `It cannot run again. Its results stay, and orders until its last day still count.${left}`;
}
