"use client";

import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { TargetPill } from "@/components/kpis/target-state";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { Goal } from "@/lib/campaigns/brief";
import { GOAL_FIGURES, GOALS, type GoalFigure, type GoalStanding, goalText } from "@/lib/campaigns/goal";
import { currencyUnit } from "@/lib/format";
import { toMinor, ValuePart } from "./brief-fields";

export type GoalsCardProps = {
  goals: readonly Goal[];
  /** How far each is, in the same order; what is being saved has none yet. */
  standings: readonly GoalStanding[];
  currency: string;
  error?: string;
  onSave?: (goals: Goal[]) => void;
  /** Below the targets: what else it aims at. */
  children?: ReactNode;
};

const STARTING: Record<"money" | "share" | "people" | "count", (digits: number) => number> = {
  money: (digits) => 1000 * 10 ** digits,
  share: () => 0.05,
  people: () => 100,
  count: () => 100,
};

/** By what it is judged: figures over the people who are contacted, each with a target and how far it is. */
export function GoalsCard({ goals, standings, currency, error, onSave, children }: GoalsCardProps) {
  const [adding, setAdding] = useState("");
  const money = currencyUnit(currency);
  const free = GOAL_FIGURES.filter((figure) => goals.every((goal) => goal.figure !== figure));
  return (
    <Card title="KPI targets" meta="over the people it contacts, in its days">
      {goals.length === 0 && (
        <p className="text-sm text-ink-3">
          No target yet. With one, the results say whether the campaign is on its way.
        </p>
      )}
      <ul className="divide-y divide-line">
        {goals.map((goal, index) => (
          <GoalRow
            key={goal.figure}
            goal={goal}
            standing={standings[index]}
            currency={currency}
            digits={money.digits}
            symbol={money.symbol}
            onSave={
              onSave &&
              ((value) =>
                onSave(goals.map((each) => (each.figure === goal.figure ? { ...each, value } : each))))
            }
            onRemove={() => onSave?.(goals.filter((each) => each.figure !== goal.figure))}
          />
        ))}
      </ul>
      {error && <p className="mt-1 text-xs text-bad">{error}</p>}
      {onSave && free.length > 0 && (
        <Select
          aria-label="Add a target"
          className="mt-3 max-w-60"
          placeholder="Add a target"
          value={adding}
          options={free.map((figure) => ({ value: figure, label: GOALS[figure].label }))}
          onChange={(event) => {
            setAdding("");
            const figure = GOAL_FIGURES.find((each) => each === event.target.value);
            if (figure) onSave([...goals, { figure, value: STARTING[GOALS[figure].unit](money.digits) }]);
          }}
        />
      )}
      {children && <div className="mt-3 border-t border-line pt-3">{children}</div>}
    </Card>
  );
}

type GoalRowProps = {
  goal: Goal;
  standing: GoalStanding | undefined;
  currency: string;
  digits: number;
  symbol: string;
  onSave?: (value: number) => void;
  onRemove: () => void;
};

/** What is typed, in the unit of the figure: whole money, percent, or a count. */
function readTyped(figure: GoalFigure, text: string, digits: number): number {
  const { unit } = GOALS[figure];
  if (unit === "money") return toMinor(text, digits);
  const typed = toMinor(text, 4) / 10_000;
  return unit === "share" ? typed / 100 : Math.round(typed);
}

function typedText({ figure, value }: Goal, digits: number): string {
  const { unit } = GOALS[figure];
  if (unit === "money") return String(value / 10 ** digits);
  return unit === "share" ? String(Math.round(value * 1e6) / 1e4) : String(value);
}

function GoalRow({ goal, standing, currency, digits, symbol, onSave, onRemove }: GoalRowProps) {
  const { figure, value } = goal;
  const { label, formula, unit } = GOALS[figure];
  return (
    <li className="flex flex-wrap items-end gap-x-4 gap-y-1 py-2 text-sm">
      <div className="max-w-80 min-w-40 flex-1">
        {onSave ? (
          <ValuePart
            label={label}
            inputMode="decimal"
            unit={unit === "money" ? symbol : unit === "share" ? "%" : undefined}
            value={typedText(goal, digits)}
            help={formula}
            onSave={(text) => onSave(readTyped(figure, text, digits))}
          />
        ) : (
          <>
            <p className="font-medium">
              {label} <span className="num">{goalText(figure, value, currency)}</span>
            </p>
            <p className="text-xs text-ink-3">{formula}</p>
          </>
        )}
      </div>
      <span className="ml-auto flex min-h-control items-center gap-2 self-center">
        {standing && standing.value !== null && (
          <span className="num text-ink-2">{goalText(figure, standing.value, currency)} so far</span>
        )}
        {standing && <TargetPill state={standing.state} />}
        {onSave && (
          <IconButton label={`Remove the target for ${label.toLowerCase()}`} onClick={onRemove}>
            <X aria-hidden="true" />
          </IconButton>
        )}
      </span>
    </li>
  );
}
