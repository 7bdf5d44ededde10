"use client";

import { clsx } from "clsx";
import { Check, ChevronDown, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { TokenCombo } from "@/components/ui/token-combo";
import { formatMoney, formatNumber } from "@/lib/format";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import type { PersonToTry } from "@/lib/segments/editing/draft";
import type { PreviewPerson } from "@/lib/segments/preview/preview";
import type { Rule } from "@/lib/segments/rule";
import { whyLines } from "@/lib/segments/why";
import { ask } from "./ask";
import type { Trial } from "./use-trial";

export type PeopleToTryProps = {
  people: readonly PreviewPerson[];
  size: number;
  rule: Rule;
  trial: Trial;
  catalogue: RuleCatalogue;
};

/** A few of those who match, and the search for anybody else: in or not, and per condition why. */
export function PeopleToTry({ people, size, rule, trial, catalogue }: PeopleToTryProps) {
  const { person, tryOn } = trial;
  const isElsewhere = person !== null && people.every(({ customerId }) => customerId !== person.customerId);
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-xs font-semibold text-ink-2">Is somebody in?</h3>
      <PersonSearchField onFound={tryOn} />
      {isElsewhere && (
        <div className="rounded-md bg-sunken px-2 py-1.5 dark:bg-hover">
          <p className="flex items-center gap-2 text-sm">
            <span className="min-w-0 flex-1 truncate font-medium">{person.title}</span>
            <button
              type="button"
              aria-label={`Close ${person.title}`}
              onClick={() => tryOn(null)}
              className="grid size-6 flex-none place-items-center rounded-md text-ink-2 hover:bg-hover coarse:size-control"
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          </p>
          <Why trial={trial} rule={rule} catalogue={catalogue} />
        </div>
      )}
      {people.length === 0 ? (
        <p className="text-sm text-ink-2">Nobody matches the rule now.</p>
      ) : (
        <>
          <h4 className="text-xs text-ink-3">
            {people.length === size ? "All who match" : `${formatNumber(people.length)} of those who match`}
          </h4>
          <ul className="-mx-2 flex flex-col">
            {people.map((one, index) => {
              const isOpen = person?.customerId === one.customerId;
              const title = one.name ?? `Customer ${index + 1}`;
              const where = [one.city, one.country].filter(Boolean).join(", ");
              return (
                <li key={one.customerId}>
                  <button
                    type="button"
                    aria-expanded={isOpen}
                    onClick={() => tryOn(isOpen ? null : { customerId: one.customerId, title })}
                    className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-hover coarse:min-h-control"
                  >
                    <span className="min-w-0 flex-1 truncate">
                      {title}
                      {where && <span className="text-xs text-ink-3"> {where}</span>}
                    </span>
                    <span className="num flex-none text-xs text-ink-2">
                      {formatMoney(one.spendMinor, catalogue.currency, 0)}
                    </span>
                    <span className="sr-only">, why</span>
                    <ChevronDown
                      aria-hidden="true"
                      className={clsx(
                        "size-3.5 flex-none text-ink-3 transition-transform",
                        isOpen && "rotate-180",
                      )}
                    />
                  </button>
                  {isOpen && (
                    <div className="mx-2 mb-2 border-l-2 border-accent-soft pl-3">
                      <Why trial={trial} rule={rule} catalogue={catalogue} />
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

function Why({ trial, rule, catalogue }: Pick<PeopleToTryProps, "trial" | "rule" | "catalogue">) {
  const { explanation, failure, person } = trial;
  if (failure) return <p className="pb-1 text-xs text-bad">{failure.message}</p>;
  if (!person) return null;
  return (
    <>
      {!explanation ? (
        <p className="appear-after-400 py-1 text-xs text-ink-3">Looking…</p>
      ) : (
        <>
          <p role="status" className="flex items-center gap-1.5 py-1 text-xs font-semibold">
            <Mark holds={explanation.isMember} />
            {explanation.isMember ? "In the segment" : "Not in the segment"}
          </p>
          <ul
            aria-label={`Why this customer is ${explanation.isMember ? "in" : "not in"}`}
            className="flex flex-col gap-1 pb-1 text-xs"
          >
            {explanation.isInParent === false && (
              <li className="flex items-start gap-1.5">
                <Mark holds={false} />
                <span>Is not in the parent segment.</span>
              </li>
            )}
            {whyLines(rule, explanation.holds, catalogue)
              .slice(1)
              .map(({ key, level, text, holds }) => (
                <li key={key} className="flex items-start gap-1.5" style={{ paddingLeft: (level - 1) * 12 }}>
                  <Mark holds={holds} />
                  <span className={holds ? "text-ink" : "text-ink-3"}>{text}</span>
                </li>
              ))}
            {explanation.override && (
              <li className="text-warn">
                {explanation.override === "included" ? "Put in by hand." : "Kept out by hand."}
              </li>
            )}
          </ul>
        </>
      )}
      <Link
        href={`/customers/${person.customerId}`}
        target="_blank"
        className="inline-block min-h-6 text-xs text-accent underline underline-offset-2"
      >
        Open this customer in a new tab
      </Link>
    </>
  );
}

/** Whether a line holds, for the eye and in words. */
export function Mark({ holds }: { holds: boolean }) {
  return holds ? (
    <Check role="img" aria-label="Holds:" className="mt-0.5 size-3 flex-none text-good" />
  ) : (
    <X role="img" aria-label="Does not hold:" className="mt-0.5 size-3 flex-none text-bad" />
  );
}

const PAUSE_MS = 200;

function PersonSearchField({ onFound }: { onFound: Trial["tryOn"] }) {
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [answer, setAnswer] = useState<{ query: string; people: PersonToTry[] }>({ query: "", people: [] });
  const query = text.trim();

  useEffect(() => {
    if (!isOpen || query === "") return;
    const withdrawn = new AbortController();
    const timer = setTimeout(async () => {
      const result = await ask<PersonToTry[]>("people", { query }, withdrawn.signal);
      if (result) setAnswer({ query, people: result.ok ? result.value : [] });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      withdrawn.abort();
    };
  }, [isOpen, query]);

  const isKnown = query !== "" && answer.query === query;
  const options = (query === "" ? [] : answer.people).map((one) => ({
    value: one.customerId,
    label: one.title,
    end: one.hint,
  }));
  return (
    <div>
      <TokenCombo
        label="Look up a customer"
        listLabel="Customers found"
        placeholder="Name, e-mail or key"
        text={text}
        onText={setText}
        options={options}
        isOpen={isOpen}
        onOpen={setOpen}
        onChoose={({ value, label }) => {
          onFound({ customerId: value, title: label });
          setText("");
          setOpen(false);
        }}
        className="w-full"
      />
      {isKnown && answer.people.length === 0 && (
        <p role="status" className="pt-1 text-xs text-ink-3">
          No customer is called “{query}”. With fewer than three letters only keys are searched.
        </p>
      )}
    </div>
  );
}
