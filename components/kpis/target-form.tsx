"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { addDays, addMonths, type Day, startOfMonth, startOfQuarter, startOfYear } from "@/lib/days";
import { currencyUnit } from "@/lib/format";
import { METRICS, type Metric, TARGET_METRICS } from "@/lib/kpis/metric";
import type { TargetInput } from "@/lib/kpis/model";
import { readEither } from "@/lib/kpis/values/amount";

const PERIODS = {
  month: { label: "This month", start: startOfMonth, months: 1 },
  quarter: { label: "This quarter", start: startOfQuarter, months: 3 },
  year: { label: "This year", start: startOfYear, months: 12 },
} as const;

type TargetFormProps = {
  action: Action<TargetInput, { targetId: string }>;
  /** Whose it is; a campaign's runs over the campaign's days. */
  of: { segmentId: string } | { campaignId: string };
  metrics?: readonly Metric[];
  today: Day;
  currency: string;
};

/** Sets a target: a metric, a value, and of a segment the period that is running. */
export function TargetForm({ action, of, metrics = TARGET_METRICS, today, currency }: TargetFormProps) {
  const isOfCampaign = "campaignId" in of;
  const [isOpen, setOpen] = useState(false);
  const [metric, setMetric] = useState<Metric>("revenue");
  const { unit } = METRICS[metric];
  const money = currencyUnit(currency);
  const { form, fields, isPending } = useActionForm(action, {
    toInput: (data) => {
      const period = PERIODS[isOfCampaign ? "month" : (String(data.get("period")) as keyof typeof PERIODS)];
      const startOn = period.start(today);
      const typed = readEither(String(data.get("value")), ".") ?? Number.NaN;
      const factor = unit === "money" ? 10 ** money.digits : unit === "share" ? 0.01 : 1;
      return {
        segmentId: null,
        ...of,
        metric,
        startOn,
        endOn: addDays(addMonths(startOn, period.months), -1),
        value: unit === "money" ? Math.round(typed * factor) : typed * factor,
      };
    },
    done: "Target set",
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Set target
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title="Set a target"
        footer={
          <>
            <Button variant="ghost" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" form="target-form" variant="primary" busy={isPending}>
              Set target
            </Button>
          </>
        }
      >
        <form {...form} id="target-form" className="flex flex-col gap-4" noValidate>
          <SelectField
            label="Metric"
            name="metric"
            value={metric}
            onChange={(event) => setMetric(event.target.value as Metric)}
            options={metrics.map((value) => ({ value, label: METRICS[value].label }))}
            help={METRICS[metric].formula}
          />
          <TextField
            label="Target"
            name="value"
            inputMode="decimal"
            error={fields.value}
            unit={unit === "money" ? money.symbol : unit === "share" ? "%" : undefined}
          />
          {isOfCampaign ? (
            <p className="text-sm text-ink-2">It runs over the campaign’s days.</p>
          ) : (
            <SelectField
              label="Period"
              name="period"
              defaultValue="quarter"
              error={fields.startOn ?? fields.endOn}
              options={Object.entries(PERIODS).map(([value, { label }]) => ({ value, label }))}
            />
          )}
        </form>
      </Dialog>
    </>
  );
}
