import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import type { Day } from "@/lib/days";

export type DecisionWords = {
  title: string;
  reason: string;
  decidedOn: Day;
  decidedBy: string;
  reviewOn: Day | null;
};

/** What the shared fields say, for the action. */
export function wordsIn(data: FormData): DecisionWords {
  return {
    title: String(data.get("title")),
    reason: String(data.get("reason")),
    decidedOn: String(data.get("decidedOn")),
    decidedBy: String(data.get("decidedBy")),
    reviewOn: String(data.get("reviewOn")) || null,
  };
}

type DecisionFieldsProps = {
  initial: DecisionWords;
  people: readonly { id: string; name: string }[];
  fields: Record<string, string>;
};

/** What, why, by whom, when, and when it is looked at again. */
export function DecisionFields({ initial, people, fields }: DecisionFieldsProps) {
  return (
    <>
      <TextField
        label="What was decided"
        name="title"
        defaultValue={initial.title}
        error={fields.title}
        help="One sentence: “Narrow the rule to two orders a year”."
        maxLength={160}
      />
      <TextareaField label="Why" name="reason" defaultValue={initial.reason} error={fields.reason} rows={4} />
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          label="By whom"
          name="decidedBy"
          defaultValue={initial.decidedBy}
          error={fields.decidedBy}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          label="Day"
          name="decidedOn"
          type="date"
          defaultValue={initial.decidedOn}
          error={fields.decidedOn}
        />
        <TextField
          label="Look at it again on"
          name="reviewOn"
          type="date"
          defaultValue={initial.reviewOn ?? ""}
          error={fields.reviewOn}
          help="Who decided is told on that day."
          optional
        />
      </div>
    </>
  );
}
