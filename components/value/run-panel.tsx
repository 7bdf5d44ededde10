"use client";

import { useState } from "react";
import { ActionButton } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { ProgressBar } from "@/components/ui/progress-bar";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { useRefresh } from "@/components/ui/use-refresh";
import { formatNumber } from "@/lib/format";
import type { ValueRequest, ValueRunRef } from "@/lib/value/model";
import { STAGE_WORDS, type ValueRun } from "@/lib/value/report";

type RequestProps = {
  request: Action<ValueRequest, ValueRunRef>;
  /** Percent a year, as the last run used it. */
  discount: number;
  isFirst: boolean;
};

/** Asks for a new run, with the discount that it takes. */
export function RequestValues({ request, discount, isFirst }: RequestProps) {
  const [isOpen, setOpen] = useState(false);
  const { form, fields, error, isPending } = useActionForm(request, {
    toInput: (data) => ({ discount: Number(data.get("discount")) }),
    done: "The run has started",
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {isFirst ? "Compute expected values" : "Compute anew"}
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title="Compute everybody’s expected value?">
        <form {...form} className="flex flex-col gap-4">
          <p className="text-sm text-ink-2">
            The models are fitted to all orders in the background, and everybody with an order is valued by
            them. It runs each night as well.
          </p>
          <TextField
            label="Discount, percent a year"
            name="discount"
            inputMode="decimal"
            defaultValue={String(discount)}
            help="Money of next year counts this much less. 0 for none."
            error={fields.discount}
          />
          {error && !error.fields && <FormError>{error.message}</FormError>}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="primary" busy={isPending}>
              Compute values
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

type ProgressProps = { run: ValueRun; stop?: Action<ValueRunRef, void> };

/** How far the run is; the page is drawn anew until it has ended. */
export function ValueProgress({ run, stop }: ProgressProps) {
  useRefresh();
  const isWriting = run.stage === "writing";
  return (
    <Card
      title={STAGE_WORDS[run.stage]}
      meta={run.by ? `asked for by ${run.by}` : "the run of the night"}
      action={
        stop && (
          <ActionButton size="sm" action={stop} input={{ runId: run.runId }} done="The run was stopped">
            Stop
          </ActionButton>
        )
      }
    >
      <ProgressBar
        label={STAGE_WORDS[run.stage]}
        share={isWriting && run.total > 0 ? run.done / run.total : null}
        figure={isWriting ? `${formatNumber(run.done)} of ${formatNumber(run.total)}` : undefined}
      />
      <p role="status" className="mt-2 text-sm text-ink-2">
        It goes on when you leave this page. Until it has ended, everybody keeps the values of the run before.
      </p>
    </Card>
  );
}
