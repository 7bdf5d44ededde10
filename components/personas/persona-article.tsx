import { IndexBars } from "@/components/charts/index-bars";
import { ActionButton } from "@/components/ui/action-button";
import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/lib/format";
import { mostDistinct } from "@/lib/personas/fact";
import type { Persona } from "@/lib/personas/persona";
import type { ActionResult } from "@/lib/result";
import { CardFacts, type PinActions } from "./card-facts";
import { indexText } from "./fact-words";
import { PersonaHead } from "./persona-head";
import { Statements } from "./statements";

export type PersonaArticleProps = {
  persona: Persona;
  currency: string;
  floor: number;
  today: string;
  /** When the members were counted: "as of 09:41". */
  counted: string;
  hrefOf: (key: string) => string;
  /** What stands behind the number of members. */
  sizeHref: string;
  actions?:
    | (PinActions & {
        acceptAll: (input: { personaId: string }) => Promise<ActionResult<void>>;
        undoAll: (input: { personaId: string }) => Promise<ActionResult<void>>;
      })
    | undefined;
};

/** The card: who it is, the live facts, how they differ from all, and what the team says with what it rests on. */
export function PersonaArticle(props: PersonaArticleProps) {
  const { persona, currency, floor, today, counted, hrefOf, sizeHref, actions } = props;
  const drifted = persona.card.filter(({ drift }) => drift === "moved" || drift === "gone");
  const distinct = mostDistinct(persona.computed.facts, 8);
  const input = { personaId: persona.id };
  return (
    <article className="rounded-lg border border-line bg-surface p-4 md:p-6 print:border-0 print:p-0">
      <PersonaHead persona={persona} floor={floor} today={today} sizeHref={sizeHref} />
      {drifted.length > 0 && (
        <div className="mt-4">
          <Callout
            tone="warn"
            title={`${formatCount(drifted.length, "pinned fact")} no longer ${drifted.length === 1 ? "holds" : "hold"}.`}
            action={
              actions &&
              drifted.some(({ drift }) => drift === "moved") && (
                <ActionButton
                  size="sm"
                  action={actions.acceptAll}
                  input={input}
                  done="Facts brought up to date"
                  undo={{ action: actions.undoAll, input }}
                >
                  Take the new values
                </ActionButton>
              )
            }
          >
            The old value stands below the new one.
          </Callout>
        </div>
      )}
      <div className="mt-6 grid gap-x-10 gap-y-6 md:grid-cols-2">
        <section id="facts" className="min-w-0 scroll-mt-16">
          <h2 className="mb-1 text-sm font-semibold">
            Facts <span className="text-xs font-normal text-ink-3">{counted}</span>
          </h2>
          <CardFacts
            personaId={persona.id}
            facts={persona.card}
            currency={currency}
            hrefOf={hrefOf}
            actions={actions}
          />
        </section>
        <section className="min-w-0">
          <h2 className="mb-2 text-sm font-semibold">How they differ from all customers</h2>
          {distinct.length === 0 ? (
            <p className="text-sm text-ink-3">
              Nothing sets these members clearly apart from all customers yet.
            </p>
          ) : (
            <IndexBars
              label="How often each is true, compared with all customers"
              items={distinct.map((fact) => ({
                key: fact.key,
                label: fact.label,
                index: fact.index ?? 1,
                text: indexText(fact),
                href: hrefOf(fact.key),
              }))}
            />
          )}
        </section>
        {persona.story && (
          <section className="md:col-span-2">
            <h2 className="mb-1 text-sm font-semibold">Story</h2>
            <p className="max-w-[70ch] text-base whitespace-pre-line">{persona.story}</p>
          </section>
        )}
        {persona.quote && (
          <blockquote className="text-md text-ink-2 md:col-span-2">“{persona.quote}”</blockquote>
        )}
        <Statements statements={persona.statements} notes={persona.notes} />
      </div>
    </article>
  );
}
