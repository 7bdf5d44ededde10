"use client";

import { useRouter } from "next/navigation";
import { Button, ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { TextareaField } from "@/components/ui/textarea";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { DecisionFields, type DecisionWords, wordsIn } from "./decision-fields";

type Update = DecisionWords & { decisionId: string; updatedAt: Date; outcome: string };

type DecisionEditFormProps = {
  action: Action<Update, { decisionId: string }>;
  decisionId: string;
  updatedAt: Date;
  initial: DecisionWords & { outcome: string };
  people: readonly { id: string; name: string }[];
};

/** The words and days of a decision, and what came of it; its figure stays as it stood. */
export function DecisionEditForm({ action, decisionId, updatedAt, initial, people }: DecisionEditFormProps) {
  const router = useRouter();
  const href = `/decisions/${decisionId}`;
  const { form, fields, isPending, error } = useActionForm(action, {
    toInput: (data) => ({ ...wordsIn(data), decisionId, updatedAt, outcome: String(data.get("outcome")) }),
    done: "Decision saved",
    onDone: () => router.push(href as "/"),
  });
  return (
    <form {...form} noValidate className="flex flex-col gap-5">
      <DecisionFields initial={initial} people={people} fields={fields} />
      <TextareaField
        label="What came of it"
        name="outcome"
        defaultValue={initial.outcome}
        error={fields.outcome}
        rows={3}
        optional
      />
      {error && <FormError>{error.message}</FormError>}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={isPending}>
          Save decision
        </Button>
        <ButtonLink href={href as "/"} variant="ghost">
          Discard
        </ButtonLink>
      </div>
    </form>
  );
}
