"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { useLeaveGuard } from "@/components/ui/use-leave-guard";
import type { BriefChoices } from "@/lib/campaigns/choices/choices";
import type { CampaignInput } from "@/lib/campaigns/model";
import { CAMPAIGN_CHANNELS, JOURNEY_STAGES, type JourneyStage, STAGE_LABEL } from "@/lib/campaigns/status";
import type { TemplatedCampaign } from "@/lib/campaigns/templates/model";
import { currencyUnit, formatNumber } from "@/lib/format";
import { newId } from "@/lib/ids";
import { ChannelsPart, toMinor } from "./brief-fields";

export type CampaignStart = Pick<
  CampaignInput,
  "ownerId" | "personaId" | "segmentIds" | "startOn" | "endOn" | "variants" | "goals"
> &
  Partial<Pick<CampaignInput, "name" | "objective" | "journeyStage" | "channels" | "controlShare">>;

export type CampaignFormProps = {
  action: Action<CampaignInput, { campaignId: string }>;
  choices: BriefChoices;
  initial: CampaignStart;
  currency: string;
  /** Whose plan it begins with. */
  template?: { key: string; action: Action<TemplatedCampaign, { campaignId: string }> };
};

/** A new campaign: what it is for, for whom, when and whose. The rest is written in its brief. */
export function CampaignForm({ action, choices, initial, currency, template }: CampaignFormProps) {
  const router = useRouter();
  const unit = currencyUnit(currency);
  const create = (input: CampaignInput) =>
    template ? template.action({ ...input, templateKey: template.key }) : action(input);
  const [first, ...others] = initial.variants;
  const [isDirty, setDirty] = useState(false);
  const guard = useLeaveGuard(isDirty);
  const { form, fields, error, isPending } = useActionForm(create, {
    toInput: (data) => {
      const text = (name: string) => String(data.get(name) ?? "");
      return {
        name: text("name"),
        objective: text("objective"),
        journeyStage: text("journeyStage") as JourneyStage,
        channels: CAMPAIGN_CHANNELS.filter((channel) => data.getAll("channels").includes(channel)),
        ownerId: text("ownerId") || null,
        personaId: text("personaId") || null,
        segmentIds: data.getAll("segmentIds").map(String),
        variants: first
          ? [{ ...first, offer: text("offer") }, ...others]
          : text("offer")
            ? [{ id: newId(), name: "A", channel: null, offer: text("offer"), message: "" }]
            : [],
        links: [],
        goals: initial.goals,
        budgetMinor: text("budget") ? toMinor(text("budget"), unit.digits) : null,
        startOn: text("startOn"),
        endOn: text("endOn"),
        stratifyBy: [],
        goalEvent: null,
        controlShare: Number(text("controlShare")),
      };
    },
    done: "Campaign created as a draft",
    onDone: ({ campaignId }) => {
      guard.release();
      router.push(`/campaigns/${campaignId}/plan`);
    },
  });
  return (
    <form {...form} onChange={() => setDirty(true)} noValidate className="flex flex-col gap-8">
      <section className="flex flex-col gap-4">
        <h2 className="text-md font-semibold">What and why</h2>
        <TextField label="Name" name="name" defaultValue={initial.name} error={fields.name} maxLength={120} />
        <TextareaField
          label="Objective"
          name="objective"
          optional
          rows={2}
          defaultValue={initial.objective}
          error={fields.objective}
          help="One sentence with a number and a day: “300 second orders by 31 May”."
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label="Journey stage"
            name="journeyStage"
            defaultValue={initial.journeyStage ?? "retention"}
            options={JOURNEY_STAGES.map((value) => ({ value, label: STAGE_LABEL[value] }))}
          />
          <TextField
            label="Budget"
            name="budget"
            optional
            inputMode="decimal"
            unit={unit.symbol}
            error={fields.budgetMinor}
          />
        </div>
        <TextareaField
          label="Offer"
          name="offer"
          optional
          rows={2}
          defaultValue={first?.offer}
          error={fields["variants.0"]}
        />
      </section>

      <section className="flex flex-col gap-4">
        <h2 className="text-md font-semibold">For whom</h2>
        <SegmentChecks choices={choices} chosen={initial.segmentIds} error={fields.segmentIds} />
        <SelectField
          label="Persona"
          name="personaId"
          optional
          defaultValue={initial.personaId ?? ""}
          placeholder="No persona"
          error={fields.personaId}
          options={choices.personas.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ChannelsPart value={initial.channels ?? []} name="channels" error={fields.channels} />
        <TextField
          label="Control group"
          name="controlShare"
          type="number"
          min={0}
          max={50}
          defaultValue={initial.controlShare ?? 10}
          unit="%"
          className="max-w-40"
          error={fields.controlShare}
          help="Held out at launch, to tell what the campaign caused."
        />
      </section>

      <section className="flex flex-col gap-4">
        <h2 className="text-md font-semibold">When and whose</h2>
        <div className="grid gap-4 sm:grid-cols-3">
          <TextField
            label="First day"
            name="startOn"
            type="date"
            defaultValue={initial.startOn}
            error={fields.startOn}
          />
          <TextField
            label="Last day"
            name="endOn"
            type="date"
            defaultValue={initial.endOn}
            error={fields.endOn}
          />
          <SelectField
            label="Owner"
            name="ownerId"
            optional
            defaultValue={initial.ownerId ?? ""}
            placeholder="Nobody yet"
            error={fields.ownerId}
            options={choices.people.map(({ key, label }) => ({ value: key, label }))}
          />
        </div>
      </section>

      {error && <FormError>{error.message}</FormError>}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={isPending}>
          Create draft
        </Button>
        <ButtonLink variant="ghost" href="/campaigns">
          Cancel
        </ButtonLink>
      </div>
      {guard.dialog}
    </form>
  );
}

function SegmentChecks({
  choices,
  chosen,
  error,
}: {
  choices: BriefChoices;
  chosen: readonly string[];
  error?: string;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">
        Segments <span className="font-normal text-ink-3">at least one before it can be planned</span>
      </legend>
      {choices.segments.length === 0 ? (
        <p className="text-sm text-ink-3">There is no segment yet. You can add one to the brief later.</p>
      ) : (
        <div className="max-h-64 overflow-y-auto rounded-md border border-line-strong bg-surface px-3 py-1.5">
          {choices.segments.map((segment) => (
            <Checkbox
              key={segment.id}
              name="segmentIds"
              value={segment.id}
              defaultChecked={chosen.includes(segment.id)}
              label={
                <>
                  {segment.name}
                  {segment.size !== null && (
                    <span className="num text-ink-3"> {formatNumber(segment.size)}</span>
                  )}
                </>
              }
            />
          ))}
        </div>
      )}
      {error && <p className="mt-1 text-xs text-bad">{error}</p>}
    </fieldset>
  );
}
