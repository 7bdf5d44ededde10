"use client";

import { Card } from "@/components/ui/card";
import type { PlanItemRow } from "@/lib/campaigns/plan/item";
import { CAMPAIGN_CHANNEL_LABEL, CAMPAIGN_CHANNELS, type CampaignChannel } from "@/lib/campaigns/status";
import { type Day, formatDay } from "@/lib/days";
import type { NamedKey } from "@/lib/timeline/plan";
import { ChoicePart, ValuePart } from "./brief-fields";
import { ChecklistCard } from "./checklist-card";
import { LinksPart } from "./links-part";
import { type UpdateTactic, useTactic } from "./use-tactic";

export type TacticDocumentProps = {
  item: PlanItemRow;
  waitsFor: readonly string[];
  people: readonly NamedKey[];
  today: Day;
  canEdit: boolean;
  /** May give it to somebody here; who has only their own hands it over on My work. */
  canAssign: boolean;
  update: UpdateTactic;
};

/** One tactic or milestone: who, when, how far, its points and its links. Each part saves by itself. */
export function TacticDocument(props: TacticDocumentProps) {
  const { item, waitsFor, people, today, canEdit, canAssign, update } = props;
  const saveAll = useTactic(item, update);
  const save = canEdit ? saveAll : undefined;
  const isMilestone = item.kind === "milestone";
  const hasPoints = item.checklist.length > 0;
  const by = (change: (text: string) => Parameters<typeof saveAll>[0], words: string) =>
    save && ((text: string) => void save(change(text), words));
  return (
    <>
      <Card title={isMilestone ? "Milestone" : "Tactic"}>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {save && (
            <div className="sm:col-span-2">
              <ValuePart label="Name" value={item.name} onSave={by((name) => ({ name }), "Name saved")} />
            </div>
          )}
          <ChoicePart
            label="Who"
            value={item.assigneeId ?? ""}
            placeholder="Nobody yet"
            shown={item.assigneeName ?? undefined}
            options={people.map(({ key, label }) => ({ value: key, label }))}
            onSave={canAssign ? by((id) => ({ assigneeId: id || null }), "Assignee saved") : undefined}
          />
          <ChoicePart
            label="Channel"
            value={item.channel ?? ""}
            placeholder="None"
            options={CAMPAIGN_CHANNELS.map((value) => ({ value, label: CAMPAIGN_CHANNEL_LABEL[value] }))}
            onSave={by((value) => ({ channel: (value || null) as CampaignChannel | null }), "Channel saved")}
          />
          <ValuePart
            label={isMilestone ? "Day" : "First day"}
            type="date"
            value={item.startOn}
            shown={formatDay(item.startOn, today)}
            onSave={by(
              (startOn) => ({ startOn, ...((isMilestone || startOn > item.endOn) && { endOn: startOn }) }),
              "Days saved",
            )}
          />
          {!isMilestone && (
            <ValuePart
              label="Last day"
              type="date"
              value={item.endOn}
              shown={formatDay(item.endOn, today)}
              onSave={by(
                (endOn) => ({ endOn, ...(endOn < item.startOn && { startOn: endOn }) }),
                "Days saved",
              )}
            />
          )}
          {!isMilestone && (
            <ValuePart
              label="Hours"
              type="number"
              min="0"
              max="2000"
              value={String(item.hours)}
              onSave={by((hours) => ({ hours: Number(hours) }), "Hours saved")}
            />
          )}
          {isMilestone ? (
            <ChoicePart
              label="Reached"
              value={item.progress === 100 ? "yes" : "no"}
              options={[
                { value: "no", label: "Not yet" },
                { value: "yes", label: "Reached" },
              ]}
              onSave={by((value) => ({ progress: value === "yes" ? 100 : 0 }), "Milestone saved")}
            />
          ) : (
            <ValuePart
              label="Done"
              type="number"
              min="0"
              max="100"
              unit="%"
              value={String(item.progress)}
              shown={`${item.progress}\u00a0%`}
              help={hasPoints ? "Follows from the checklist; 100 finishes it." : undefined}
              onSave={by((progress) => ({ progress: Number(progress) }), "Progress saved")}
            />
          )}
        </div>
        {waitsFor.length > 0 && (
          <p className="mt-3 text-sm text-ink-2">
            Waits for <span className="font-medium text-ink">{waitsFor.join(", ")}</span>.
          </p>
        )}
      </Card>
      <div className="grid gap-5 lg:grid-cols-2">
        {!isMilestone && <ChecklistCard item={item} save={save} />}
        <Card title="Links" className={isMilestone ? "lg:col-span-2" : "self-start"}>
          <LinksPart
            links={item.links}
            of={`“${item.name}”`}
            onSave={save && ((links) => void save({ links }, "Links saved"))}
          />
        </Card>
      </div>
    </>
  );
}
