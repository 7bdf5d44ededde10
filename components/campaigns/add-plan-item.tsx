"use client";

import { Plus } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useActionForm } from "@/components/ui/use-action";
import type { PlanItemInput } from "@/lib/campaigns/plan/model";
import type { PlanItemKind } from "@/lib/campaigns/status";
import { addDays, type Day } from "@/lib/days";
import type { ActionResult } from "@/lib/result";

type AddPlanItemProps = {
  campaignId: string;
  span: { startOn: Day; endOn: Day };
  today: Day;
  add: (input: PlanItemInput) => Promise<ActionResult<{ itemId: string }>>;
};

/** One line for the next tactic: a name is enough, it gets a week from today or from the campaign's start. */
export function AddPlanItem({ campaignId, span, today, add }: AddPlanItemProps) {
  const name = useRef<HTMLInputElement>(null);
  const startOn = today > span.startOn && today <= span.endOn ? today : span.startOn;
  const { form, fields, isPending } = useActionForm(add, {
    toInput: (data) => {
      const kind = String(data.get("kind")) as PlanItemKind;
      const last = addDays(startOn, 4);
      return {
        campaignId,
        kind,
        name: String(data.get("name")),
        channel: null,
        assigneeId: null,
        startOn,
        endOn: kind === "milestone" ? startOn : last > span.endOn ? span.endOn : last,
        hours: 0,
        progress: 0,
        isByHand: false,
      };
    },
    onDone: () => {
      if (name.current) name.current.value = "";
      name.current?.focus();
    },
  });
  return (
    <form {...form} noValidate className="flex flex-wrap items-start gap-2 border-t border-line px-4 py-2.5">
      <div className="min-w-40 flex-1">
        <Input
          ref={name}
          name="name"
          required
          aria-label="Name of the new tactic or milestone"
          placeholder="What has to be done?"
          maxLength={160}
          aria-invalid={fields.name ? true : undefined}
        />
        {fields.name && <p className="mt-1 text-xs text-bad">{fields.name}</p>}
      </div>
      <Select
        name="kind"
        aria-label="Kind"
        defaultValue="tactic"
        options={[
          { value: "tactic", label: "Tactic" },
          { value: "milestone", label: "Milestone" },
        ]}
      />
      <Button type="submit" busy={isPending}>
        <Plus aria-hidden="true" />
        Add to plan
      </Button>
    </form>
  );
}
