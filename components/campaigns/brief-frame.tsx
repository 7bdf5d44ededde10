import { Card } from "@/components/ui/card";
import type { BriefField } from "@/lib/campaigns/brief";
import type { Campaign } from "@/lib/campaigns/campaign";
import type { BriefChoices } from "@/lib/campaigns/choices/choices";
import { type CampaignChannel, JOURNEY_STAGES, type JourneyStage, STAGE_LABEL } from "@/lib/campaigns/status";
import { diffDays, formatDay } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { ChannelsPart, ChoicePart, ValuePart } from "./brief-fields";
import type { BriefChanges } from "./use-brief";

/** How a part of the brief saves what is typed; nothing for who may only read. */
export type Saving = <Field extends BriefField>(
  field: Field,
  read: (text: string) => NonNullable<BriefChanges[Field]> | null,
) => ((text: string) => void) | undefined;

type BriefFrameProps = {
  campaign: Campaign;
  choices: BriefChoices;
  /** With what is still being saved. */
  channels: readonly CampaignChannel[];
  errors: Partial<Record<string, string>>;
  saving: Saving;
  onChannels?: (channels: CampaignChannel[]) => void;
};

const asText = (text: string) => text;

/** Whose it is, at which stage, where, when, and who is held out. */
export function BriefFrame({ campaign, choices, channels, errors, saving, onChannels }: BriefFrameProps) {
  const isFrozen = campaign.isLaunched;
  return (
    <Card title="Frame" id="frame">
      <div className="flex flex-col gap-4">
        <ChoicePart
          label="Owner"
          value={campaign.ownerId ?? ""}
          placeholder="Nobody yet"
          error={errors.ownerId}
          options={choices.people.map(({ key, label }) => ({ value: key, label }))}
          shown={campaign.ownerName ?? undefined}
          onSave={saving("ownerId", (text) => text || null)}
        />
        <ChoicePart
          label="Journey stage"
          value={campaign.journeyStage}
          options={JOURNEY_STAGES.map((value) => ({ value, label: STAGE_LABEL[value] }))}
          onSave={saving("journeyStage", (text) => text as JourneyStage)}
        />
        <ChannelsPart
          value={channels}
          error={errors.channels}
          disabled={isFrozen}
          help={isFrozen ? "Fixed by the launch." : undefined}
          onSave={onChannels}
        />
        <div className="grid grid-cols-2 gap-3">
          <ValuePart
            label="First day"
            type="date"
            value={campaign.startOn}
            shown={formatDay(campaign.startOn, campaign.today)}
            error={errors.startOn}
            onSave={saving("startOn", asText)}
          />
          <ValuePart
            label="Last day"
            type="date"
            value={campaign.endOn}
            shown={formatDay(campaign.endOn, campaign.today)}
            error={errors.endOn}
            onSave={saving("endOn", asText)}
          />
        </div>
        <p className="-mt-3 text-xs text-ink-3">
          {formatCount(diffDays(campaign.startOn, campaign.endOn) + 1, "day")}
        </p>
        <ValuePart
          label="Control group"
          type="number"
          min="0"
          max="50"
          unit="%"
          value={String(campaign.controlShare)}
          shown={`${campaign.controlShare}\u00a0%`}
          disabled={isFrozen}
          error={errors.controlShare}
          help={
            isFrozen
              ? "Fixed by the launch."
              : "Held out by a hash of campaign and person. Without it nothing causal can be said."
          }
          onSave={saving("controlShare", (text) => Number(text))}
        />
      </div>
    </Card>
  );
}
