"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { useLeaveGuard } from "@/components/ui/use-leave-guard";
import { JOURNEY_STAGES, type JourneyStage, STAGE_LABEL } from "@/lib/campaigns/status";
import type { Fact } from "@/lib/personas/fact";
import type { StatementInput } from "@/lib/personas/model";
import { FactPicker } from "./fact-picker";
import { type DraftStatement, nextDraftId, StatementEditor } from "./statement-editor";

export type PersonaDraft = {
  name: string;
  tagline: string;
  story: string;
  quote: string;
  journeyStage: JourneyStage | null;
  statements: StatementInput[];
  facts: string[];
};

export type PersonaFormProps<Base extends object> = {
  action: Action<Base & PersonaDraft, { personaId: string }>;
  /** What identifies the persona (or the segment of a new one) in the action's input. */
  base: Base;
  initial: PersonaDraft;
  facts: Fact[];
  notes: readonly { id: string; title: string }[];
  currency: string;
  segmentName?: string;
};

/** Everything of a persona in one form: the card's words, its live facts and its statements. */
export function PersonaForm<Base extends object>(props: PersonaFormProps<Base>) {
  const { action, base, initial, facts, notes, currency, segmentName } = props;
  const router = useRouter();
  const [chosen, setChosen] = useState(initial.facts);
  const [statements, setStatements] = useState<DraftStatement[]>(() =>
    initial.statements.map((statement) => ({ ...statement, draftId: nextDraftId() })),
  );
  const [isDirty, setDirty] = useState(false);
  const guard = useLeaveGuard(isDirty);
  const { form, fields, isPending, error } = useActionForm(action, {
    toInput: (data) => ({
      ...base,
      name: String(data.get("name")),
      tagline: String(data.get("tagline")),
      story: String(data.get("story")),
      quote: String(data.get("quote")),
      journeyStage: (data.get("journeyStage") || null) as JourneyStage | null,
      statements: statements.map(({ draftId: _, ...statement }) => statement),
      facts: chosen,
    }),
    done: "Persona saved",
    onDone: ({ personaId }) => {
      guard.release();
      router.push(`/personas/${personaId}`);
    },
  });

  return (
    <form {...form} onChange={() => setDirty(true)} className="flex flex-col gap-8" noValidate>
      <section className="flex flex-col gap-4">
        {segmentName && <p className="text-base text-ink-2">A persona of the segment “{segmentName}”.</p>}
        <TextField
          label="Name"
          name="name"
          defaultValue={initial.name}
          error={fields.name}
          help="A first name and what drives them: “Egle, the careful brewer”."
          maxLength={80}
        />
        <TextField
          label="Tagline"
          name="tagline"
          defaultValue={initial.tagline}
          error={fields.tagline}
          optional
          maxLength={160}
          help="One sentence that the whole team can repeat."
        />
        <TextareaField
          label="Story"
          name="story"
          defaultValue={initial.story}
          error={fields.story}
          optional
          rows={4}
        />
        <TextField
          label="Quote"
          name="quote"
          defaultValue={initial.quote}
          error={fields.quote}
          optional
          maxLength={300}
        />
        <SelectField
          label="Journey stage"
          name="journeyStage"
          defaultValue={initial.journeyStage ?? ""}
          placeholder="Not set"
          optional
          options={JOURNEY_STAGES.map((value) => ({ value, label: STAGE_LABEL[value] }))}
        />
      </section>
      <FactPicker
        facts={facts}
        chosen={chosen}
        onChange={setChosen}
        currency={currency}
        error={fields.facts}
      />
      <StatementEditor
        statements={statements}
        notes={notes}
        onChange={(next) => {
          setStatements(next);
          setDirty(true);
        }}
        fields={fields}
      />
      {error && <FormError>{error.message}</FormError>}
      <div className="sticky bottom-0 flex gap-2 border-t border-line bg-bg py-3 max-md:bottom-14">
        <Button type="submit" variant="primary" busy={isPending}>
          Save persona
        </Button>
        <Button
          variant="ghost"
          onClick={() => {
            guard.release();
            router.back();
          }}
        >
          Discard
        </Button>
      </div>
      {guard.dialog}
    </form>
  );
}
