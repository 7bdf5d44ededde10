import { Pin, PinOff, Shapes } from "lucide-react";
import type { ReactNode } from "react";
import { RuleSentence } from "@/components/segments/rule-sentence";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DescriptionList } from "@/components/ui/description-list";
import { formatDay } from "@/lib/days";
import { formatNumber, formatRange } from "@/lib/format";
import { formulaWords, knownWords, queryWords } from "@/lib/personas/behind/behind";
import { type Fact, factValue, figureText, isDistinct, isTooFew, SMALL_N } from "@/lib/personas/fact";
import type { CardFact } from "@/lib/personas/persona";
import type { SentenceToken } from "@/lib/segments/sentence";
import type { PinActions } from "./card-facts";
import { baseText, indexIntervalText, indexText, intervalText } from "./fact-words";

export type FactPanelProps = {
  personaId: string;
  segmentName: string;
  fact: Fact;
  /** The rule that it counts, in words; null where the rule language has none. */
  tokens: readonly SentenceToken[] | null;
  currency: string;
  isPinned: boolean;
  /** From whom a sample was taken; null where all were counted. */
  sample: string | null;
  actions?: PinActions | undefined;
  /** Where a segment of these people begins, for who may make one. */
  segmentHref?: string | undefined;
  /** The people, or why they are not shown. */
  people: ReactNode;
};

type LookedUpProps = { segmentName: string; factKey: string; tokens: readonly SentenceToken[] | null };

function LookedUp({ segmentName, factKey, tokens }: LookedUpProps) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">What was looked up</h3>
      <p className="text-xs text-ink-3">Of the members of {segmentName}:</p>
      {tokens ? (
        <RuleSentence tokens={tokens} className="text-sm" />
      ) : (
        <p className="text-sm text-ink-2">{queryWords(factKey)}</p>
      )}
    </section>
  );
}

type GoneFactProps = { segmentName: string; fact: CardFact; tokens: readonly SentenceToken[] | null };

/** A pinned fact that no member has any more: what it was, and what is looked up in vain. */
export function GoneFact({ segmentName, fact, tokens }: GoneFactProps) {
  const on = formatDay(fact.pinnedAt.toISOString().slice(0, 10));
  return (
    <div className="flex flex-col gap-5">
      <Callout tone="warn" title="No data now.">
        It was {fact.pinned.text} on {on}, and is true of no member any more.
      </Callout>
      <LookedUp segmentName={segmentName} factKey={fact.key} tokens={tokens} />
    </div>
  );
}

/** Where one fact comes from: its figures with their intervals, what was looked up, how it is computed, and who. */
export function FactPanel(props: FactPanelProps) {
  const { personaId, segmentName, fact, tokens, currency, isPinned, sample, actions, segmentHref, people } =
    props;
  const input = { personaId, key: fact.key };
  const isFew = isTooFew(fact);
  const counted =
    fact.kind === "share" && fact.of === "person"
      ? `${formatNumber(fact.k)} of ${formatNumber(fact.n)} ${knownWords(fact)}`
      : `${formatNumber(fact.n)} ${knownWords(fact)}`;
  return (
    <div className="flex flex-col gap-5">
      {isFew && (
        <Callout tone="warn" title="Too few to say.">
          {formatNumber(fact.n)} {knownWords(fact)}; from {SMALL_N} on a figure is shown.
        </Callout>
      )}
      <DescriptionList
        items={[
          {
            term: "Members",
            value: <span className="text-md font-semibold">{factValue(fact, currency)}</span>,
          },
          ...(isFew
            ? []
            : [
                { term: "95 % interval", value: intervalText(fact, currency) },
                ...(fact.kind === "amount"
                  ? [
                      {
                        term: "Middle half",
                        value: formatRange(
                          figureText(fact, fact.middleHalf[0], currency),
                          figureText(fact, fact.middleHalf[1], currency),
                        ),
                      },
                    ]
                  : []),
                { term: "All customers", value: baseText(fact, currency) },
                {
                  term: "Index",
                  value: `${indexText(fact)}${isDistinct(fact) ? "" : ", not surely different"}`,
                },
                { term: "Its 95 % interval", value: indexIntervalText(fact) },
                { term: "Counted", value: counted },
              ]),
          ...(sample ? [{ term: "Sample", value: sample }] : []),
        ]}
      />
      <div className="flex flex-wrap gap-2">
        {actions &&
          (isPinned ? (
            <ActionButton
              size="sm"
              action={actions.unpin}
              input={input}
              done="Fact unpinned"
              undo={{ action: actions.pin, input: { ...input, asBefore: true } }}
            >
              <PinOff aria-hidden="true" />
              Unpin from card
            </ActionButton>
          ) : (
            !isFew && (
              <ActionButton
                size="sm"
                action={actions.pin}
                input={input}
                done="Fact pinned to the card"
                undo={{ action: actions.unpin, input }}
              >
                <Pin aria-hidden="true" />
                Pin to card
              </ActionButton>
            )
          ))}
        {segmentHref && (
          <ButtonLink size="sm" href={segmentHref}>
            <Shapes aria-hidden="true" />
            Make a segment of them
          </ButtonLink>
        )}
      </div>
      <LookedUp segmentName={segmentName} factKey={fact.key} tokens={tokens} />
      <section>
        <h3 className="mb-1 text-sm font-semibold">How it is computed</h3>
        <dl className="flex flex-col gap-1.5 text-xs text-ink-2">
          {formulaWords(fact).map(({ term, words }) => (
            <div key={term}>
              <dt className="inline font-medium text-ink">{term}: </dt>
              <dd className="inline">{words}.</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h3 className="mb-1 text-sm font-semibold">Who they are</h3>
        {people}
      </section>
    </div>
  );
}
