import Link from "next/link";
import { ActionButton } from "@/components/ui/action-button";
import { Pill } from "@/components/ui/pill";
import { formatDay } from "@/lib/days";
import { factValue, isTooFew } from "@/lib/personas/fact";
import type { CardFact } from "@/lib/personas/persona";
import type { ActionResult } from "@/lib/result";
import { indexText, knownText } from "./fact-words";

type FactAction<Input> = (input: Input) => Promise<ActionResult<void>>;
export type PinActions = {
  accept: FactAction<{ personaId: string; key: string }>;
  undoAccept: FactAction<{ personaId: string; key: string }>;
  pin: FactAction<{ personaId: string; key: string; asBefore?: boolean }>;
  unpin: FactAction<{ personaId: string; key: string }>;
};

export type CardFactsProps = {
  personaId: string;
  facts: readonly CardFact[];
  currency: string;
  /** The address of the panel that says where a fact comes from. */
  hrefOf: (key: string) => string;
  /** For who may edit the persona. */
  actions?: PinActions | undefined;
};

/** The pinned facts of the card: live value, what it was when it has moved, and how many people stand behind it. */
export function CardFacts({ personaId, facts, currency, hrefOf, actions }: CardFactsProps) {
  if (facts.length === 0)
    return <p className="text-sm text-ink-3">No fact is pinned yet. Open any fact below and pin it.</p>;
  return (
    <ul className="divide-y divide-line">
      {facts.map(({ key, pinned, pinnedAt, now, drift }) => (
        <li key={key} className="py-1.5 text-sm">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <span className="min-w-0 flex-1 basis-40 text-ink-2">{now?.label ?? pinned.label}</span>
            <Link
              href={hrefOf(key)}
              scroll={false}
              className="num min-h-6 font-semibold underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-accent print:no-underline"
            >
              <span className="sr-only">{now?.label ?? pinned.label}: </span>
              {now ? factValue(now, currency) : "no data now"}
            </Link>
            {now && (
              <Link
                href={hrefOf(key)}
                scroll={false}
                tabIndex={-1}
                className="num ml-auto w-32 text-right text-2xs text-ink-3 hover:underline"
              >
                {!isTooFew(now) && now.index !== null && `${indexText(now)} all · `}
                {knownText(now)}
              </Link>
            )}
          </div>
          {(drift === "moved" || drift === "gone") && (
            <div className="mt-1 flex flex-wrap items-center justify-end gap-x-2 gap-y-1">
              <Link href={hrefOf(key)} scroll={false} tabIndex={-1} className="flex">
                <Pill tone="warn">
                  was {pinned.text} on {formatDay(pinnedAt.toISOString().slice(0, 10))}
                </Pill>
              </Link>
              {actions && drift === "moved" && (
                <ActionButton
                  size="sm"
                  action={actions.accept}
                  input={{ personaId, key }}
                  done="The new value is on the card"
                  undo={{ action: actions.undoAccept, input: { personaId, key } }}
                >
                  Take new value
                </ActionButton>
              )}
              {actions && (
                <ActionButton
                  size="sm"
                  variant="ghost"
                  action={actions.unpin}
                  input={{ personaId, key }}
                  done="Fact unpinned"
                  undo={{ action: actions.pin, input: { personaId, key, asBefore: true } }}
                >
                  Unpin
                </ActionButton>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
