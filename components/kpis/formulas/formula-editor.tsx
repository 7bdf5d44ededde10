"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { Formula, UsableNames } from "@/lib/kpis/formulas/formula";
import type { FormulaChange, FormulaInput, FormulaRef } from "@/lib/kpis/formulas/model";
import { FORMULA_UNIT_LABEL, FORMULA_UNITS } from "@/lib/kpis/unit";
import { FormulaChart } from "./formula-chart";
import { FormulaProblems } from "./formula-problems";
import { UsableList } from "./usable-list";
import { useFormulaPreview } from "./use-formula-preview";

type FormulaEditorProps = {
  /** The KPI that is changed; left out for a new one. */
  kpi?: Formula;
  figures: readonly { name: string; label: string }[];
  usable: UsableNames;
  currency: string;
  define: Action<FormulaInput, FormulaRef>;
  change: Action<FormulaChange, FormulaChange>;
};

/** A KPI as a formula, with its problems at their place and its last twelve months while it is written. */
export function FormulaEditor({ kpi, figures, usable, currency, define, change }: FormulaEditorProps) {
  const router = useRouter();
  const area = useRef<HTMLTextAreaElement>(null);
  const [name, setName] = useState(kpi?.name ?? "");
  const [formula, setFormula] = useState(kpi?.formula ?? "");
  const [unit, setUnit] = useState(kpi?.unit ?? "count");
  const { preview, failure } = useFormulaPreview({ formula, unit });
  const toInput = (data: FormData): FormulaInput => ({
    ...{ name, formula, unit },
    polarity: data.get("polarity") === "down" ? "down" : "up",
  });
  const leave = () => router.push("/kpis/own");
  const making = useActionForm(define, { toInput, done: "KPI defined", onDone: leave });
  const changing = useActionForm(change, {
    toInput: (data) => ({ ...toInput(data), formulaId: kpi?.id ?? "" }),
    done: "KPI saved",
    undo: (before) => change(before),
    onDone: leave,
  });
  const { form, fields, isPending } = kpi ? changing : making;

  function select(from: number, to: number) {
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  }
  function insert(text: string) {
    const at = area.current?.selectionStart ?? formula.length;
    const end = area.current?.selectionEnd ?? at;
    const gap = at > 0 && !/[\s(]$/.test(formula.slice(0, at)) ? " " : "";
    setFormula(formula.slice(0, at) + gap + text + formula.slice(end));
    requestAnimationFrame(() => select(at + gap.length + text.length, at + gap.length + text.length));
  }

  const shown = preview && preview.of === formula ? preview : null;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
      <Card>
        <form {...form} className="flex flex-col gap-4" noValidate>
          <TextField
            label="Name"
            name="name"
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={fields.name}
            placeholder="Sign-ups per member"
          />
          <Field
            label="Formula"
            error={fields.formula}
            help="Figures, count, people, sum and typed, joined by + − * / and brackets. A period in which it divides by 0 has no value."
          >
            {(wiring) => (
              <Textarea
                {...wiring}
                ref={area}
                name="formula"
                rows={3}
                required
                spellCheck={false}
                autoComplete="off"
                value={formula}
                placeholder={'count(event "signup") / members'}
                className="font-mono"
                onChange={(event) => setFormula(event.target.value)}
              />
            )}
          </Field>
          <div aria-live="polite">
            {failure && <Callout tone="bad">{failure}</Callout>}
            {shown && (
              <FormulaProblems
                text={formula}
                problems={shown.problems}
                onShow={({ from, to }) => select(from, Math.max(to, from))}
              />
            )}
          </div>
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label="Shown as"
              name="unit"
              value={unit}
              onChange={(event) =>
                setUnit(FORMULA_UNITS.find((one) => one === event.target.value) ?? "count")
              }
              options={FORMULA_UNITS.map((value) => ({ value, label: FORMULA_UNIT_LABEL[value] }))}
              help={unit === "share" ? "1 is shown as 100 %." : undefined}
            />
            <SelectField
              label="Better is"
              name="polarity"
              defaultValue={kpi?.polarity ?? "up"}
              options={[
                { value: "up", label: "More" },
                { value: "down", label: "Less" },
              ]}
            />
          </div>
          {shown && shown.points.length > 0 && (
            <FormulaChart name={name} unit={unit} points={shown.points} currency={currency} />
          )}
          <div className="flex gap-2">
            <Button type="submit" variant="primary" busy={isPending}>
              {kpi ? "Save KPI" : "Define KPI"}
            </Button>
            <ButtonLink variant="ghost" href="/kpis/own">
              Cancel
            </ButtonLink>
          </div>
        </form>
      </Card>
      <Card title="What may be used" meta="a press writes it at the cursor">
        <UsableList figures={figures} usable={usable} onUse={insert} />
      </Card>
    </div>
  );
}
