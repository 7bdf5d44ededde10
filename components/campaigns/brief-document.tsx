"use client";

import Link from "next/link";
import { lazy, type ReactNode, Suspense } from "react";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { useIsPrinting } from "@/components/ui/use-is-printing";
import type { Campaign } from "@/lib/campaigns/campaign";
import type { BriefChoices } from "@/lib/campaigns/choices/choices";
import type { GoalStanding } from "@/lib/campaigns/goal";
import type { Retargeting } from "@/lib/campaigns/model";
import type { Holes, Preview } from "@/lib/campaigns/preview/preview";
import type { SpendRow } from "@/lib/campaigns/spend/spend";
import { currencyUnit, formatMoney } from "@/lib/format";
import type { ActionResult } from "@/lib/result";
import { ChoicePart, TextPart, toMinor, ValuePart } from "./brief-fields";
import { BriefFrame, type Saving } from "./brief-frame";
import { GoalsCard } from "./goals-card";
import { LinksPart } from "./links-part";
import { type SpendActions, SpendCard } from "./spend-card";
import { TargetSegments } from "./target-segments";
import { type BriefChanges, type SaveBrief, useBrief } from "./use-brief";
import { VariantsCard } from "./variants-card";

const BriefConflict = lazy(() =>
  import("./brief-conflict").then((module) => ({ default: module.BriefConflict })),
);

export type BriefDocumentProps = {
  campaign: Campaign;
  choices: BriefChoices;
  spend: readonly SpendRow[];
  standings: readonly GoalStanding[];
  preview: Preview;
  holes: Holes;
  currency: string;
  floor: number;
  canEdit: boolean;
  save: SaveBrief;
  retarget: (input: Retargeting) => Promise<ActionResult<{ version: number }>>;
  spendActions: SpendActions;
  /** Who has approved it: stands beside the brief. */
  approval: ReactNode;
};

/** The brief as a document: each part saves by itself, and each save can be undone. */
export function BriefDocument(props: BriefDocumentProps) {
  const { campaign, choices, currency, floor, canEdit, save, retarget } = props;
  const brief = useBrief(campaign.id, campaign.version, save);
  const { errors } = brief;
  const before: Required<BriefChanges> = {
    ...campaign,
    personaId: campaign.persona?.id ?? null,
    segmentIds: campaign.segments.map((segment) => segment.id),
    ...brief.wanted,
  };
  const isPrinting = useIsPrinting();
  const isOpen = canEdit && campaign.status !== "archived" && !isPrinting;

  const saving: Saving = (field, read) => {
    if (!isOpen) return undefined;
    return (text) => void brief.change({ [field]: read(text) }, { [field]: before[field] });
  };
  /** The same for a part that is no text. */
  function savingValue<Field extends keyof BriefChanges>(field: Field) {
    if (!isOpen) return undefined;
    return (value: BriefChanges[Field]) => void brief.change({ [field]: value }, { [field]: before[field] });
  }
  const asText = (text: string) => text;
  const unit = currencyUnit(currency);
  const { budgetMinor } = campaign;

  return (
    <div className="flex flex-col gap-5">
      {brief.conflict && (
        <Suspense>
          <BriefConflict brief={brief} campaign={before} />
        </Suspense>
      )}
      {errors.form && <Callout tone="bad">{errors.form}</Callout>}
      <div key={brief.revision} className="grid gap-5 lg:grid-cols-[1fr_340px]" aria-busy={brief.isSaving}>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="What and why">
            <div className="flex flex-col gap-4">
              {isOpen && (
                <ValuePart
                  label="Name"
                  value={campaign.name}
                  error={errors.name}
                  onSave={saving("name", asText)}
                />
              )}
              <TextPart
                label="Objective"
                value={campaign.objective}
                error={errors.objective}
                help="One sentence with a number and a day, so that the end can be judged."
                rows={2}
                onSave={saving("objective", asText)}
              />
            </div>
          </Card>
          <TargetSegments
            campaign={campaign}
            chosen={before.segmentIds}
            choices={choices}
            floor={floor}
            error={errors.segmentIds}
            canEdit={isOpen && !campaign.isLaunched}
            retarget={retarget}
            onChange={(segmentIds) => void brief.change({ segmentIds }, { segmentIds: before.segmentIds })}
          >
            <div className="flex flex-wrap items-end gap-x-3 gap-y-1">
              <div className="min-w-52 flex-1">
                <ChoicePart
                  label="Persona"
                  value={campaign.persona?.id ?? ""}
                  placeholder="No persona"
                  error={errors.personaId}
                  options={personaOptions(campaign, choices)}
                  shown={campaign.persona?.name}
                  onSave={saving("personaId", (text) => text || null)}
                />
              </div>
              {campaign.persona && (
                <Link
                  href={`/personas/${campaign.persona.id}`}
                  className="flex min-h-control items-center text-sm text-accent underline underline-offset-2"
                >
                  Open {campaign.persona.name}
                </Link>
              )}
            </div>
          </TargetSegments>
          <VariantsCard
            campaignId={campaign.id}
            variants={before.variants}
            channels={before.channels}
            preview={props.preview}
            holes={props.holes}
            errors={errors}
            onSave={savingValue("variants")}
          />
          <GoalsCard
            goals={before.goals}
            standings={props.standings}
            currency={currency}
            error={errors.goals}
            onSave={savingValue("goals")}
          >
            <ChoicePart
              label="Event it aims at"
              value={campaign.goalEvent ?? ""}
              placeholder="Orders only"
              error={errors.goalEvent}
              options={choices.events.map(({ key, label }) => ({ value: key, label }))}
              shown={choices.events.find(({ key }) => key === campaign.goalEvent)?.label}
              onSave={saving("goalEvent", (text) => text || null)}
            />
          </GoalsCard>
        </div>

        <div className="flex min-w-0 flex-col gap-5 print:grid print:grid-cols-2 print:items-start">
          {props.approval}
          <BriefFrame
            campaign={campaign}
            choices={choices}
            channels={before.channels}
            errors={errors}
            saving={saving}
            onChannels={savingValue("channels")}
          />
          <SpendCard
            campaignId={campaign.id}
            budgetMinor={budgetMinor}
            spentMinor={campaign.spentMinor}
            entries={props.spend}
            today={campaign.today}
            currency={currency}
            canEdit={isOpen}
            actions={props.spendActions}
          >
            <ValuePart
              label="Budget"
              inputMode="decimal"
              unit={unit.symbol}
              value={budgetMinor === null ? "" : (budgetMinor / 10 ** unit.digits).toFixed(unit.digits)}
              shown={budgetMinor === null ? "Not set" : formatMoney(budgetMinor, currency)}
              error={errors.budgetMinor}
              onSave={saving("budgetMinor", (text) => (text === "" ? null : toMinor(text, unit.digits)))}
            />
          </SpendCard>
          <Card title="Links" id="links">
            <LinksPart
              links={before.links}
              of={`“${campaign.name}”`}
              error={errors.links}
              onSave={savingValue("links")}
            />
          </Card>
        </div>
      </div>
    </div>
  );
}

function personaOptions(campaign: Campaign, { personas }: BriefChoices) {
  const chosen = new Set(campaign.segments.map((segment) => segment.id));
  const option = (group: string) => (persona: (typeof personas)[number]) => ({
    value: persona.id,
    label: persona.name,
    group,
  });
  return [
    ...personas.filter((persona) => chosen.has(persona.segmentId)).map(option("Of these segments")),
    ...personas.filter((persona) => !chosen.has(persona.segmentId)).map(option("Others")),
  ];
}
