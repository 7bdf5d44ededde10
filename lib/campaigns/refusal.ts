import { formatList } from "@/lib/format";
import type { Step } from "./steps";

/** "Cannot plan because no target segment is chosen and its end has passed." Empty when nothing is in the way. */
export function refusal(step: Pick<Step, "verb" | "reasons">): string {
  return step.reasons.length > 0 ? `Cannot ${step.verb} because ${formatList(step.reasons)}.` : "";
}
