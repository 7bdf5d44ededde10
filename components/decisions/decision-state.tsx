import { Pill, type Tone } from "@/components/ui/pill";
import { type Day, formatDay } from "@/lib/days";
import { type DecisionRow, type DecisionState, isDue, STATE_LABEL } from "@/lib/decisions/decision";

const TONE: Record<DecisionState, Tone> = { open: "accent", done: "good", dropped: "plain" };

export function StatePill({ state }: { state: DecisionState }) {
  return <Pill tone={TONE[state]}>{STATE_LABEL[state].toLowerCase()}</Pill>;
}

/** When it is looked at again; in amber once the day has come. */
export function ReviewMark({
  decision,
  today,
}: {
  decision: Pick<DecisionRow, "state" | "reviewOn">;
  today: Day;
}) {
  if (decision.reviewOn === null || decision.state !== "open") return null;
  return (
    <span className={isDue(decision, today) ? "text-warn" : "text-ink-3"}>
      {isDue(decision, today) ? "review due" : "review"} {formatDay(decision.reviewOn, today)}
    </span>
  );
}
