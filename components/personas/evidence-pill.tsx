import { Pill, type Tone } from "@/components/ui/pill";
import type { Evidence } from "@/lib/personas/evidence";

const TONE: Record<Evidence, Tone> = {
  data: "good",
  survey: "accent",
  interview: "warn",
  assumption: "plain",
};

/** What a statement rests on: the word always, the colour as help. */
export function EvidencePill({ evidence }: { evidence: Evidence }) {
  return <Pill tone={TONE[evidence]}>{evidence}</Pill>;
}
