"use client";

import { clsx } from "clsx";
import { Check, ChevronDown, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import { formatMoney, formatNumber } from "@/lib/format";
import type { Failure } from "@/lib/result";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import { bareRule } from "@/lib/segments/editing/tree";
import type { Explanation, PreviewPerson } from "@/lib/segments/preview/preview";
import type { Rule } from "@/lib/segments/rule";
import { whyLines } from "@/lib/segments/why";
import { ask } from "./ask";

export type SamplePeopleProps = {
  people: readonly PreviewPerson[];
  size: number;
  rule: Rule;
  place: { parentId: string | null; segmentId: string | null };
  catalogue: RuleCatalogue;
};

/** A few of those who match, and per condition why. */
export function SamplePeople({ people, size, rule, place, catalogue }: SamplePeopleProps) {
  const [openId, setOpenId] = useState<string | null>(null);
  if (people.length === 0) return <p className="text-sm text-ink-2">Nobody matches the rule now.</p>;
  return (
    <section>
      <h3 className="mb-1 text-xs font-semibold text-ink-2">
        {people.length === size ? "All of them" : `${formatNumber(people.length)} of them`}
      </h3>
      <ul className="-mx-2 flex flex-col">
        {people.map((person, index) => {
          const isOpen = openId === person.customerId;
          const where = [person.city, person.country].filter(Boolean).join(", ");
          return (
            <li key={person.customerId}>
              <button
                type="button"
                aria-expanded={isOpen}
                onClick={() => setOpenId(isOpen ? null : person.customerId)}
                className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-hover coarse:min-h-control"
              >
                <span className="min-w-0 flex-1 truncate">
                  {person.name ?? `Customer ${index + 1}`}
                  {where && <span className="text-xs text-ink-3"> {where}</span>}
                </span>
                <span className="num flex-none text-xs text-ink-2">
                  {formatMoney(person.spendMinor, catalogue.currency, 0)}
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
                <Why
                  key={JSON.stringify(bareRule(rule))}
                  customerId={person.customerId}
                  rule={rule}
                  place={place}
                  catalogue={catalogue}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Why({
  customerId,
  rule,
  place,
  catalogue,
}: Omit<SamplePeopleProps, "people" | "size"> & { customerId: string }) {
  const [answer, setAnswer] = useState<Explanation | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const question = JSON.stringify({ rule: bareRule(rule), ...place, customerId });

  useEffect(() => {
    const withdrawn = new AbortController();
    ask<Explanation>("explanation", JSON.parse(question), withdrawn.signal).then((result) => {
      if (result?.ok) setAnswer(result.value);
      else if (result) setFailure(result.error);
    });
    return () => withdrawn.abort();
  }, [question]);

  if (failure) return <p className="px-2 pb-2 text-xs text-bad">{failure.message}</p>;
  return (
    <div className="mx-2 mb-2 border-l-2 border-accent-soft pl-3">
      {!answer ? (
        <p className="appear-after-400 py-1 text-xs text-ink-3">Looking…</p>
      ) : (
        <ul aria-label="Why this customer is in" className="flex flex-col gap-1 py-1 text-xs">
          {whyLines(rule, answer.holds, catalogue)
            .slice(1)
            .map(({ key, level, text, holds }) => (
              <li key={key} className="flex items-start gap-1.5" style={{ paddingLeft: (level - 1) * 12 }}>
                {holds ? (
                  <Check aria-label="Holds:" className="mt-0.5 size-3 flex-none text-good" />
                ) : (
                  <X aria-label="Does not hold:" className="mt-0.5 size-3 flex-none text-ink-3" />
                )}
                <span className={holds ? "text-ink" : "text-ink-3"}>{text}</span>
              </li>
            ))}
          {answer.override === "included" && <li className="text-warn">Put in by hand.</li>}
        </ul>
      )}
      <Link
        href={`/customers/${customerId}`}
        target="_blank"
        className="inline-block min-h-6 text-xs text-accent underline underline-offset-2"
      >
        Open this customer in a new tab
      </Link>
    </div>
  );
}
