import { Pill, type Tone } from "@/components/ui/pill";
import type { TargetState } from "@/lib/kpis/pace";

const TONE: Record<TargetState, Tone> = {
  met: "good",
  "on track": "good",
  "at risk": "warn",
  off: "bad",
  missed: "bad",
  "not started": "plain",
};

export function TargetPill({ state }: { state: TargetState }) {
  return <Pill tone={TONE[state]}>{state}</Pill>;
}
