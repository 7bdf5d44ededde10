"use client";

import { Pencil, Plus, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { ProgressBar } from "@/components/ui/progress-bar";
import { type Action, useAction, useActionForm } from "@/components/ui/use-action";
import type { SpendChange, SpendInput, SpendRef } from "@/lib/campaigns/spend/model";
import type { SpendRow } from "@/lib/campaigns/spend/spend";
import { type Day, formatDay } from "@/lib/days";
import { currencyUnit, formatMoney, formatPercent } from "@/lib/format";
import { toMinor } from "./brief-fields";

export type SpendActions = {
  add: Action<SpendInput, { spendId: string }>;
  change: Action<SpendChange, SpendChange>;
  remove: Action<SpendRef, SpendInput>;
};

export type SpendCardProps = {
  campaignId: string;
  budgetMinor: number | null;
  spentMinor: number;
  entries: readonly SpendRow[];
  today: Day;
  currency: string;
  canEdit: boolean;
  actions: SpendActions;
  /** The budget, as it is edited. */
  children: ReactNode;
};

/** What it may cost, what it has cost, and each entry with its day and author. */
export function SpendCard(props: SpendCardProps) {
  const { campaignId, budgetMinor, spentMinor, entries, today, currency, canEdit, actions, children } = props;
  const [editing, setEditing] = useState<string | null>(null);
  const left = budgetMinor === null ? null : budgetMinor - spentMinor;
  const form = { today, currency };
  return (
    <Card id="spend" title="Budget and spend" meta={entries.length > 0 ? `${entries.length}` : undefined}>
      <div className="flex flex-col gap-3">
        {children}
        <dl className="grid grid-cols-2 gap-3">
          <Sum name="Spent" text={formatMoney(spentMinor, currency)} />
          {left !== null && (
            <Sum
              name={left < 0 ? "Over budget" : "Remaining"}
              text={formatMoney(Math.abs(left), currency)}
              isBad={left < 0}
            />
          )}
        </dl>
        {budgetMinor !== null && budgetMinor > 0 && (
          <ProgressBar
            label="Budget spent"
            share={spentMinor / budgetMinor}
            tone={spentMinor > budgetMinor ? 4 : 1}
            figure={formatPercent(spentMinor / budgetMinor, 0)}
          />
        )}
        {entries.length === 0 ? (
          <p className="text-sm text-ink-3">Nothing has been spent yet.</p>
        ) : (
          <ul aria-label="Spend" className="divide-y divide-line border-y border-line text-sm">
            {entries.map((entry) => (
              <li key={entry.id} className="py-1.5">
                {editing === entry.id ? (
                  <ChangeForm
                    {...form}
                    entry={entry}
                    change={actions.change}
                    onDone={() => setEditing(null)}
                  />
                ) : (
                  <Entry
                    entry={entry}
                    today={today}
                    currency={currency}
                    actions={canEdit ? actions : undefined}
                    onEdit={() => setEditing(entry.id)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {canEdit && <AddForm {...form} campaignId={campaignId} actions={actions} />}
      </div>
    </Card>
  );
}

function Sum({ name, text, isBad }: { name: string; text: string; isBad?: boolean }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className={isBad ? "num text-md font-semibold text-bad" : "num text-md font-semibold"}>{text}</dd>
    </div>
  );
}

type EntryProps = {
  entry: SpendRow;
  today: Day;
  currency: string;
  actions?: SpendActions;
  onEdit: () => void;
};

function Entry({ entry, today, currency, actions, onEdit }: EntryProps) {
  const day = formatDay(entry.spentOn, today);
  const name = `${entry.note || "the entry"} of ${day}`;
  return (
    <div className="flex items-center gap-2">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 break-words">{entry.note || "Without a note"}</span>
          <span className="num flex-none font-medium">{formatMoney(entry.amountMinor, currency)}</span>
        </p>
        <p className="text-xs text-ink-3">
          <span className="num">{day}</span>
          {entry.who && `, ${entry.who}`}
        </p>
      </div>
      {actions && (
        <span className="flex flex-none print:hidden">
          <IconButton label={`Change ${name}`} onClick={onEdit}>
            <Pencil aria-hidden="true" />
          </IconButton>
          <RemoveButton spendId={entry.id} name={name} actions={actions} />
        </span>
      )}
    </div>
  );
}

function RemoveButton({ spendId, name, actions }: { spendId: string; name: string; actions: SpendActions }) {
  const removing = useAction(actions.remove, { done: "Entry removed", undo: (entry) => actions.add(entry) });
  return (
    <IconButton
      label={`Remove ${name}`}
      disabled={removing.isPending}
      onClick={() => void removing.run({ spendId })}
    >
      <X aria-hidden="true" />
    </IconButton>
  );
}

function readEntry(data: FormData, digits: number) {
  return {
    spentOn: String(data.get("spentOn")),
    amountMinor: toMinor(String(data.get("amountMinor")), digits),
    note: String(data.get("note")),
  };
}

type AddFormProps = { campaignId: string; today: Day; currency: string; actions: SpendActions };

function AddForm({ campaignId, today, currency, actions }: AddFormProps) {
  const [round, setRound] = useState(0);
  const { digits } = currencyUnit(currency);
  const { form, fields, isPending } = useActionForm(actions.add, {
    toInput: (data) => ({ campaignId, ...readEntry(data, digits) }),
    done: "Spend entered",
    undo: ({ spendId }) => actions.remove({ spendId }),
    onDone: () => setRound((count) => count + 1),
  });
  return (
    <form {...form} noValidate className="print:hidden">
      <EntryFields key={round} spentOn={today} currency={currency} fields={fields}>
        <Button type="submit" busy={isPending}>
          <Plus aria-hidden="true" />
          Add spend
        </Button>
      </EntryFields>
    </form>
  );
}

type ChangeFormProps = {
  entry: SpendRow;
  currency: string;
  change: SpendActions["change"];
  onDone: () => void;
};

function ChangeForm({ entry, currency, change, onDone }: ChangeFormProps) {
  const { digits } = currencyUnit(currency);
  const { form, fields, isPending } = useActionForm(change, {
    toInput: (data) => ({ spendId: entry.id, ...readEntry(data, digits) }),
    done: "Spend changed",
    undo: (before) => change(before),
    onDone,
  });
  const amount = (entry.amountMinor / 10 ** digits).toFixed(digits);
  return (
    <form {...form} noValidate>
      <EntryFields
        spentOn={entry.spentOn}
        amount={amount}
        note={entry.note}
        currency={currency}
        fields={fields}
      >
        <Button type="submit" variant="primary" busy={isPending}>
          Save
        </Button>
        <Button variant="ghost" onClick={onDone}>
          Cancel
        </Button>
      </EntryFields>
    </form>
  );
}

type EntryFieldsProps = {
  spentOn: Day;
  amount?: string;
  note?: string;
  currency: string;
  fields: Partial<Record<string, string>>;
  children: ReactNode;
};

function EntryFields({ spentOn, amount = "", note = "", currency, fields, children }: EntryFieldsProps) {
  const { symbol } = currencyUnit(currency);
  const problem = fields.amountMinor ?? fields.spentOn ?? fields.note;
  return (
    <div className="flex flex-wrap gap-2">
      <Input
        name="spentOn"
        type="date"
        aria-label="Day of the spend"
        defaultValue={spentOn}
        aria-invalid={fields.spentOn ? true : undefined}
        className="num max-w-36 flex-1"
      />
      <Input
        name="amountMinor"
        inputMode="decimal"
        aria-label={`Amount in ${symbol}`}
        placeholder={`Amount, ${symbol}`}
        defaultValue={amount}
        aria-invalid={fields.amountMinor ? true : undefined}
        className="num min-w-24 flex-1"
      />
      <Input
        name="note"
        aria-label="What it was spent on"
        placeholder="What for"
        defaultValue={note}
        maxLength={200}
        className="min-w-32 flex-[3_1_100%]"
      />
      {problem && (
        <p role="alert" className="basis-full text-xs text-bad">
          {problem}
        </p>
      )}
      {children}
    </div>
  );
}
