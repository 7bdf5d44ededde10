import { Pill, type Tone } from "@/components/ui/pill";
import { type CampaignStatus, STATUS_LABEL } from "@/lib/campaigns/status";

const TONES: Record<CampaignStatus, Tone> = {
  draft: "plain",
  planned: "accent",
  running: "good",
  paused: "warn",
  finished: "plain",
  archived: "plain",
};

export function StatusPill({ status }: { status: CampaignStatus }) {
  return <Pill tone={TONES[status]}>{STATUS_LABEL[status]}</Pill>;
}
