"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { SelectField } from "@/components/ui/select";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { useAddress } from "@/components/ui/use-address";
import type { DecisionChoices } from "@/lib/decisions/decision";
import { type FigureKey, figureParam } from "@/lib/decisions/figure";
import type { DecisionInput } from "@/lib/decisions/model";
import { FORECAST_LABEL, FORECAST_METRICS } from "@/lib/forecasts/report";
import { METRIC_KEYS, METRICS } from "@/lib/kpis/metric";
import { DecisionFields, type DecisionWords, wordsIn } from "./decision-fields";

type DecisionFormProps = {
  action: Action<DecisionInput, { decisionId: string }>;
  choices: DecisionChoices;
  initial: DecisionWords;
  about: { segmentId: string | null; campaignId: string | null; figure: FigureKey | null };
  /** The chosen figure as it stands now. */
  children: ReactNode;
  closeHref: string;
};

/** A new decision. What it is about stands in the address, so that the figure shown is the one that is noted. */
export function DecisionForm({ action, choices, initial, about, children, closeHref }: DecisionFormProps) {
  const router = useRouter();
  const { isPending: isReading, change } = useAddress();
  const { form, fields, isPending, error } = useActionForm(action, {
    toInput: (data) => ({ ...wordsIn(data), ...about }),
    done: "Decision recorded",
    onDone: ({ decisionId }) => router.push(`/decisions/${decisionId}`),
  });
  const { segmentId, campaignId, figure } = about;
  const names = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));
  const targets = choices.targets.filter((target) => target.segmentId === segmentId);
  return (
    <form {...form} noValidate className="flex flex-col gap-5">
      <DecisionFields initial={initial} people={choices.people} fields={fields} />
      <fieldset className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4">
        <legend className="px-1 text-sm font-semibold">On which figure</legend>
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField
            label="Segment"
            value={segmentId ?? ""}
            placeholder="All customers"
            error={fields.segmentId}
            aria-busy={isReading}
            optional
            options={names(choices.segments)}
            onChange={(event) =>
              change(
                {
                  segment: event.target.value,
                  figure: figure?.kind === "target" ? null : figure && figureParam(figure),
                },
                { isStep: false },
              )
            }
          />
          <SelectField
            label="Campaign"
            value={campaignId ?? ""}
            placeholder="None"
            error={fields.campaignId}
            aria-busy={isReading}
            optional
            options={names(choices.campaigns)}
            onChange={(event) =>
              change(
                {
                  campaign: event.target.value,
                  figure:
                    figure?.kind === "result" && !event.target.value ? null : figure && figureParam(figure),
                },
                { isStep: false },
              )
            }
          />
          <SelectField
            label="Figure"
            value={figure ? figureParam(figure) : ""}
            placeholder="None"
            error={fields.figure}
            aria-busy={isReading}
            optional
            options={[
              ...(campaignId ? [{ value: "result", label: "Result of the campaign" }] : []),
              ...METRIC_KEYS.map((metric) => ({
                value: figureParam({ kind: "metric", metric }),
                label: METRICS[metric].label,
              })),
              ...FORECAST_METRICS.map((metric) => ({
                value: figureParam({ kind: "forecast", metric }),
                label: `${FORECAST_LABEL[metric]}, forecast`,
              })),
              ...targets.map(({ id, name }) => ({
                value: figureParam({ kind: "target", targetId: id }),
                label: `Its ${name}`,
              })),
            ]}
            onChange={(event) => change({ figure: event.target.value }, { isStep: false })}
          />
        </div>
        {children}
      </fieldset>
      {error && <FormError>{error.message}</FormError>}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={isPending} disabled={isReading}>
          Record decision
        </Button>
        <ButtonLink href={closeHref as "/"} variant="ghost">
          Discard
        </ButtonLink>
      </div>
    </form>
  );
}
