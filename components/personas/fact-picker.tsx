"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { MOST_PINNED } from "@/lib/personas/evidence";
import { FACT_GROUP_LABEL, FACT_GROUPS, type Fact, factValue, isTooFew } from "@/lib/personas/fact";
import { indexText, knownText } from "./fact-words";

type FactPickerProps = {
  facts: Fact[];
  chosen: string[];
  onChange: (keys: string[]) => void;
  currency: string;
  error: string | undefined;
};

/** Choose the live facts of the card: as many as fit, in the order they are chosen. */
export function FactPicker({ facts, chosen, onChange, currency, error }: FactPickerProps) {
  return (
    <section>
      <h2 className="text-md font-semibold">Facts on the card</h2>
      <p className="mb-3 text-sm text-ink-2">
        Picked from the members’ data. They stay live, and one that moves by more than a tenth is flagged.{" "}
        {chosen.length} of {MOST_PINNED} chosen.
      </p>
      {error && (
        <p role="alert" className="mb-2 text-sm text-bad">
          {error}
        </p>
      )}
      <div className="flex flex-col gap-2">
        {FACT_GROUPS.map((group) => {
          const own = facts.filter((fact) => fact.group === group);
          const picked = own.filter((fact) => chosen.includes(fact.key)).length;
          if (own.length === 0) return null;
          return (
            <details key={group} className="rounded-lg border border-line bg-surface" open={picked > 0}>
              <summary className="cursor-pointer px-4 py-2 text-sm font-semibold">
                {FACT_GROUP_LABEL[group]} <span className="num font-normal text-ink-3">{picked || ""}</span>
              </summary>
              <ul className="divide-y divide-line border-t border-line px-4">
                {own.map((fact) => {
                  const isChosen = chosen.includes(fact.key);
                  return (
                    <li key={fact.key} className="flex flex-wrap items-center gap-x-3 py-1 text-sm">
                      <Checkbox
                        className="min-w-0 flex-1"
                        label={fact.label}
                        checked={isChosen}
                        disabled={!isChosen && (chosen.length >= MOST_PINNED || isTooFew(fact))}
                        onChange={() =>
                          onChange(
                            isChosen ? chosen.filter((key) => key !== fact.key) : [...chosen, fact.key],
                          )
                        }
                      />
                      <span className="num font-medium">{factValue(fact, currency)}</span>
                      <span className="num w-14 text-right text-ink-2">{indexText(fact)}</span>
                      <span className="num w-24 text-right text-xs text-ink-3 max-md:hidden">
                        {knownText(fact)}
                      </span>
                    </li>
                  );
                })}
              </ul>
            </details>
          );
        })}
      </div>
    </section>
  );
}
