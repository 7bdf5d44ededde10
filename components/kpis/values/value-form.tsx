"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { useActionForm } from "@/components/ui/use-action";
import { currencyUnit } from "@/lib/format";
import { figureLabel, figureUnit, TYPED_FIGURE_KEYS } from "@/lib/kpis/typed-figure";
import { amountText, readFigure } from "@/lib/kpis/values/amount";
import type { ValueRow } from "@/lib/kpis/values/value";
import type { ValueActions, ValueSetting } from "./value-setting";

type ValueFormProps = {
  setting: ValueSetting;
  actions: Pick<ValueActions, "type" | "undo">;
  isOpen: boolean;
  onClose: () => void;
  /** The value that is changed; left out for a new one. */
  value?: ValueRow;
};

/** One value of a figure on a day, of everybody, a segment or a campaign. */
export function ValueForm({ setting, actions, isOpen, onClose, value }: ValueFormProps) {
  const { choices, today, currency } = setting;
  const id = useId();
  const [figure, setFigure] = useState(value ? figureLabel(value.figure) : "");
  const money = currencyUnit(currency);
  const unit = figureUnit(readFigure(figure, choices.figures).figure);
  const { form, fields, isPending } = useActionForm(actions.type, {
    toInput: (data) => {
      const [kind, place = null] = String(data.get("segmentId")).split(":");
      return {
        ...{ figure, day: String(data.get("day")), value: String(data.get("value")) },
        channel: String(data.get("channel")),
        segmentId: kind === "segment" ? place : null,
        campaignId: kind === "campaign" ? place : null,
      };
    },
    done: ({ replaced }) => (replaced > 0 ? "Value replaced" : "Value typed"),
    undo: ({ batchId }) => actions.undo({ batchId }),
    onDone: onClose,
  });
  const place = value?.segmentId
    ? `segment:${value.segmentId}`
    : value?.campaignId
      ? `campaign:${value.campaignId}`
      : "";
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={value ? "Change a value" : "Type a value"}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={`${id}-form`} variant="primary" busy={isPending}>
            {value ? "Save value" : "Type value"}
          </Button>
        </>
      }
    >
      <form {...form} id={`${id}-form`} className="flex flex-col gap-4" noValidate>
        <TextField
          label="Figure"
          name="figure"
          list={`${id}-figures`}
          autoComplete="off"
          value={figure}
          onChange={(event) => setFigure(event.target.value)}
          error={fields.figure}
          help="Of the list, which adds to what Facet counts, or a name of your own, such as Stand visits."
        />
        <datalist id={`${id}-figures`}>
          {[...TYPED_FIGURE_KEYS.map(figureLabel), ...choices.figures].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Day"
            name="day"
            type="date"
            max={today}
            defaultValue={value?.day ?? today}
            error={fields.day}
          />
          <TextField
            label="Value"
            name="value"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={value && amountText(value.figure, value.value, money.digits)}
            error={fields.value}
            unit={unit === "money" ? money.symbol : unit === "share" ? "%" : undefined}
          />
        </div>
        <SelectField
          label="Of whom"
          name="segmentId"
          defaultValue={place}
          error={fields.segmentId ?? fields.campaignId}
          help="A value of a campaign counts for all customers."
          options={[
            { value: "", label: "All customers" },
            ...choices.segments.map((one) => ({
              value: `segment:${one.id}`,
              label: one.name,
              group: "Segments",
            })),
            ...choices.campaigns.map((one) => ({
              value: `campaign:${one.id}`,
              label: one.name,
              group: "Campaigns",
            })),
          ]}
        />
        <TextField
          label="Channel"
          name="channel"
          optional
          list={`${id}-channels`}
          autoComplete="off"
          defaultValue={value?.channel}
          error={fields.channel}
        />
        <datalist id={`${id}-channels`}>
          {choices.channels.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </form>
    </Dialog>
  );
}
