"use client";

import { useEffect, useState } from "react";
import { askRoute } from "@/components/ui/ask-route";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { useAction } from "@/components/ui/use-action";
import { formatCount, formatNumber } from "@/lib/format";
import { READING_LABEL } from "@/lib/imports/reading";
import type { PasteInput } from "@/lib/kpis/values/model";
import type { PastePreview } from "@/lib/kpis/values/paste";
import { PasteTable } from "./paste-table";
import type { ValueActions, ValueSetting } from "./value-setting";

type PasteDialogProps = {
  setting: ValueSetting;
  actions: Pick<ValueActions, "paste" | "undo">;
  isOpen: boolean;
  onClose: () => void;
};

const DAYS = ["date-ymd", "date-dmy", "date-mdy"] as const;
const EXAMPLE =
  "day, figure, value, channel, segment\n2026-05-14, Visits, 120, store,\n2026-05-14, Cost, 99.50, ads, Gourmet";

/** A table out of a spreadsheet or a CSV: looked at line by line before anything is written. */
export function PasteDialog({ setting, actions, isOpen, onClose }: PasteDialogProps) {
  const [input, setInput] = useState<PasteInput>({ text: "" });
  const [preview, setPreview] = useState<PastePreview | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const entering = useAction(actions.paste, {
    done: ({ count, replaced }) =>
      `${formatCount(count, "value")} entered${replaced > 0 ? `, ${formatNumber(replaced)} of them anew` : ""}`,
    undo: ({ batchId }) => actions.undo({ batchId }),
    onDone: () => {
      setInput({ text: "" });
      onClose();
    },
  });
  useEffect(() => {
    setFailure(null);
    if (input.text.trim() === "") {
      setPreview(null);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await askRoute<PastePreview>("/api/kpis/values/preview", input, asking.signal);
      if (!answer) return;
      setPreview(answer.ok ? answer.value : null);
      setFailure(answer.ok ? null : answer.error.message);
    }, 300);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [input]);
  const problem = failure ?? preview?.problem ?? null;
  const isReady = preview !== null && problem === null && preview.faulty === 0 && preview.count > 0;
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      width="lg"
      title="Paste a table or a CSV"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            disabled={!isReady}
            busy={entering.isPending}
            onClick={() => void entering.run(input).catch(() => undefined)}
          >
            {isReady ? `Enter ${formatCount(preview.count, "value")}` : "Enter values"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextareaField
          label="Table"
          name="text"
          rows={5}
          value={input.text}
          placeholder={EXAMPLE}
          spellCheck={false}
          className="[&_textarea]:max-h-60 [&_textarea]:font-mono [&_textarea]:text-xs"
          onChange={(event) => setInput({ ...input, text: event.target.value })}
          help="Columns: day, figure, value, and where you need them channel, segment or campaign by name or id. Nothing is written before you confirm."
        />
        {preview && preview.problem === null && (
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label="Days are read"
              value={input.days ?? preview.days}
              options={DAYS.map((value) => ({ value, label: READING_LABEL[value] }))}
              onChange={(event) =>
                setInput({ ...input, days: DAYS.find((one) => one === event.target.value) })
              }
            />
            <SelectField
              label="Numbers are read"
              value={input.decimal ?? preview.decimal}
              options={[
                { value: ".", label: READING_LABEL.number },
                { value: ",", label: READING_LABEL["number-comma"] },
              ]}
              onChange={(event) => setInput({ ...input, decimal: event.target.value === "," ? "," : "." })}
            />
          </div>
        )}
        <div aria-live="polite" className="flex flex-col gap-3">
          {problem && <Callout tone="bad">{problem}</Callout>}
          {preview && !problem && <Verdict preview={preview} />}
        </div>
        {preview && !problem && <PasteTable preview={preview} currency={setting.currency} />}
      </div>
    </Dialog>
  );
}

function Verdict({ preview: { count, faulty, replaced } }: { preview: PastePreview }) {
  if (faulty > 0)
    return (
      <Callout tone="bad" title={`${formatCount(faulty, "line")} of ${formatNumber(count)} cannot be read.`}>
        Correct them in the table above; nothing is entered before all can be.
      </Callout>
    );
  return (
    <Callout tone="good" title={`${formatCount(count, "value")} can be entered.`}>
      {replaced > 0 &&
        `${formatCount(replaced, "value")} of the same day, figure and place will be replaced; the history keeps what stood there.`}
    </Callout>
  );
}
