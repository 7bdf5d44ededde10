"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { ReportInput } from "@/lib/reports/model";
import {
  REPORT_SECTIONS,
  type ReportChoices,
  type ReportPeriod,
  type ReportSection,
  SECTION_LABEL,
} from "@/lib/reports/report";

type ReportFormProps<Base extends object> = {
  action: Action<Base & ReportInput, { reportId: string }>;
  /** What names the report that is changed; nothing for a new one. */
  base: Base;
  choices: ReportChoices;
  initial: ReportInput;
  closeHref: string;
};

/** What a report is composed of: its name, how often, its parts, segments, campaigns and who is told. */
export function ReportForm<Base extends object>(props: ReportFormProps<Base>) {
  const { action, base, choices, initial, closeHref } = props;
  const router = useRouter();
  const { form, fields, isPending, error } = useActionForm(action, {
    toInput: (data) => {
      const all = (name: string) => data.getAll(name).map(String);
      return {
        ...base,
        name: String(data.get("name")),
        period: String(data.get("period")) as ReportPeriod,
        sections: all("sections") as ReportSection[],
        segmentIds: all("segmentIds"),
        campaignIds: all("campaignIds"),
        recipientIds: all("recipientIds"),
      };
    },
    done: "Report saved",
    onDone: ({ reportId }) => router.push(`/reports/${reportId}`),
  });
  return (
    <form {...form} noValidate className="flex flex-col gap-5">
      <TextField
        label="Name"
        name="name"
        defaultValue={initial.name}
        error={fields.name}
        help="As it reads in the notice: “Monday look”."
        maxLength={80}
      />
      <RadioCards
        legend="How often"
        name="period"
        defaultValue={initial.period}
        columns={2}
        options={[
          { value: "week", label: "Each week", help: "Monday to Sunday, there on the next Monday" },
          { value: "month", label: "Each month", help: "A calendar month, there on the first of the next" },
        ]}
      />
      <Choice legend="Parts" help="The summary in words always stands first." error={fields.sections}>
        {REPORT_SECTIONS.map((section) => (
          <Checkbox
            key={section}
            name="sections"
            value={section}
            label={SECTION_LABEL[section]}
            defaultChecked={initial.sections.includes(section)}
          />
        ))}
      </Choice>
      <Choice legend="Segments" help="None chosen: every segment." error={fields.segmentIds}>
        <Boxes name="segmentIds" rows={choices.segments} chosen={initial.segmentIds} />
      </Choice>
      <Choice legend="Campaigns" help="None chosen: every campaign." error={fields.campaignIds}>
        <Boxes name="campaignIds" rows={choices.campaigns} chosen={initial.campaignIds} />
      </Choice>
      <Choice
        legend="Who is told"
        help="They get a notice when a week or month is over. Everybody in the workspace can open the report."
        error={fields.recipientIds}
      >
        <Boxes name="recipientIds" rows={choices.people} chosen={initial.recipientIds} />
      </Choice>
      {error && <FormError>{error.message}</FormError>}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={isPending}>
          Save report
        </Button>
        <ButtonLink href={closeHref as "/"} variant="ghost">
          Discard
        </ButtonLink>
      </div>
    </form>
  );
}

type ChoiceProps = { legend: string; help: string; error: string | undefined; children: ReactNode };

function Choice({ legend, help, error, children }: ChoiceProps) {
  return (
    <fieldset className="min-w-0 rounded-lg border border-line bg-surface px-4 pt-1 pb-3">
      <legend className="px-1 text-sm font-semibold">{legend}</legend>
      <p className={error ? "mb-2 text-xs text-bad" : "mb-2 text-xs text-ink-3"}>{error ?? help}</p>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2 md:grid-cols-3">{children}</div>
    </fieldset>
  );
}

type BoxesProps = {
  name: string;
  rows: readonly { id: string; name: string }[];
  chosen: readonly string[];
};

function Boxes({ name, rows, chosen }: BoxesProps) {
  return rows.map((row) => (
    <Checkbox
      key={row.id}
      name={name}
      value={row.id}
      label={row.name}
      defaultChecked={chosen.includes(row.id)}
    />
  ));
}
