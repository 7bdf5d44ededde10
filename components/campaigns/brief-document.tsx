"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { BRIEF_WORD, type BriefField } from "@/lib/campaigns/brief";
import type { Campaign } from "@/lib/campaigns/campaign";
import type { BriefChoices } from "@/lib/campaigns/choices/choices";
import type { Retargeting } from "@/lib/campaigns/model";
import { JOURNEY_STAGES, type JourneyStage, STAGE_LABEL } from "@/lib/campaigns/status";
import { diffDays, formatDay } from "@/lib/days";
import { currencyUnit, formatCount, formatMoney, formatPercent } from "@/lib/format";
import type { ActionResult } from "@/lib/result";
import { ChannelsPart, ChoicePart, TextPart, toMinor, ValuePart } from "./brief-fields";
import { TargetSegments } from "./target-segments";
import { type BriefChanges, type SaveBrief, useBrief } from "./use-brief";

export type BriefDocumentProps = {
  campaign: Campaign;
  choices: BriefChoices;
  currency: string;
  floor: number;
  canEdit: boolean;
  save: SaveBrief;
  retarget: (input: Retargeting) => Promise<ActionResult<{ version: number }>>;
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
  const isOpen = canEdit && campaign.status !== "archived";
  const isFrozen = campaign.isLaunched;

  /** How a part of the brief saves; nothing for who may only read. */
  function saving<Field extends BriefField>(
    field: Field,
    read: (text: string) => NonNullable<BriefChanges[Field]> | null,
  ) {
    if (!isOpen) return undefined;
    return (text: string) => void brief.change({ [field]: read(text) }, { [field]: before[field] });
  }
  const asText = (text: string) => text;
  const unit = currencyUnit(currency);
  const money = (minor: number | null) =>
    minor === null ? "" : (minor / 10 ** unit.digits).toFixed(unit.digits);
  const readMoney = (text: string) => (text === "" ? null : toMinor(text, unit.digits));
  const spentShare = campaign.budgetMinor ? campaign.spentMinor / campaign.budgetMinor : null;

  return (
    <div className="flex flex-col gap-5">
      {brief.conflict && <Conflict brief={brief} campaign={before} />}
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
              <TextPart
                label="Offer"
                value={campaign.offer}
                error={errors.offer}
                rows={2}
                onSave={saving("offer", asText)}
              />
              <TextPart
                label="Message"
                value={campaign.message}
                error={errors.message}
                rows={5}
                onSave={saving("message", asText)}
              />
            </div>
          </Card>
          <TargetSegments
            campaign={campaign}
            chosen={before.segmentIds}
            choices={choices}
            floor={floor}
            error={errors.segmentIds}
            canEdit={isOpen && !isFrozen}
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
        </div>

        <Card title="Frame" className="self-start">
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
              value={before.channels}
              error={errors.channels}
              disabled={isFrozen}
              help={isFrozen ? "Fixed by the launch." : undefined}
              onSave={
                isOpen
                  ? (channels) => void brief.change({ channels }, { channels: before.channels })
                  : undefined
              }
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
            <div className="grid grid-cols-2 gap-3">
              <ValuePart
                label="Budget"
                inputMode="decimal"
                unit={unit.symbol}
                value={money(campaign.budgetMinor)}
                shown={
                  campaign.budgetMinor === null ? "Not set" : formatMoney(campaign.budgetMinor, currency)
                }
                error={errors.budgetMinor}
                onSave={saving("budgetMinor", readMoney)}
              />
              <ValuePart
                label="Spent"
                inputMode="decimal"
                unit={unit.symbol}
                value={money(campaign.spentMinor)}
                shown={formatMoney(campaign.spentMinor, currency)}
                error={errors.spentMinor}
                onSave={saving("spentMinor", (text) => readMoney(text) ?? 0)}
              />
            </div>
            {spentShare !== null && (
              <ProgressBar
                label="Budget spent"
                share={spentShare}
                tone={spentShare > 1 ? 4 : 1}
                figure={formatPercent(spentShare, 0)}
              />
            )}
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

function shownValue(value: unknown): string {
  if (value === null || value === "") return "nothing";
  return Array.isArray(value) ? formatCount(value.length, "entry", "entries") : String(value);
}

/** Both values side by side, to keep one. */
function Conflict({
  brief,
  campaign,
}: {
  brief: ReturnType<typeof useBrief>;
  campaign: Required<BriefChanges>;
}) {
  const { conflict } = brief;
  if (!conflict) return null;
  const fields = Object.keys(conflict.changes) as BriefField[];
  return (
    <section role="alert" className="rounded-lg bg-warn-soft p-4 text-sm">
      <p>
        <span className="font-medium text-warn">Someone else changed this campaign.</span> {conflict.message}
      </p>
      <dl className="mt-2 flex flex-col gap-2">
        {fields.map((field) => (
          <div key={field}>
            <dt className="text-xs text-ink-2">{BRIEF_WORD[field]}</dt>
            <dd className={clsx("grid gap-2 sm:grid-cols-2")}>
              <span className="rounded-md bg-surface p-2 whitespace-pre-line">
                <span className="block text-2xs text-ink-3">Yours</span>
                {shownValue(conflict.changes[field])}
              </span>
              <span className="rounded-md bg-surface p-2 whitespace-pre-line">
                <span className="block text-2xs text-ink-3">Now</span>
                {shownValue(campaign[field])}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 flex gap-2">
        <Button onClick={brief.keepMine}>Keep mine</Button>
        <Button variant="ghost" onClick={brief.takeTheirs}>
          Take theirs
        </Button>
      </div>
    </section>
  );
}
