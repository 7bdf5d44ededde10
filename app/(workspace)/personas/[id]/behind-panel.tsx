import type { PinActions } from "@/components/personas/card-facts";
import { FactPanel, GoneFact } from "@/components/personas/fact-panel";
import { FactPeople } from "@/components/personas/fact-people";
import { sampleText } from "@/components/personas/fact-words";
import { SidePanel } from "@/components/ui/side-panel";
import type { Ctx } from "@/lib/auth/ctx";
import { grants, ROLE_LABEL } from "@/lib/auth/permissions";
import { getFactRule, listFactPeople } from "@/lib/personas/behind/queries";
import type { Fact } from "@/lib/personas/fact";
import type { CardFact, Persona } from "@/lib/personas/persona";
import { seesMembers } from "@/lib/personas/sight";
import { orNotFound } from "@/lib/web/not-found";

type BehindPanelProps = {
  ctx: Ctx;
  persona: Persona;
  fact: Fact;
  after: number;
  hrefAfter: (after: number) => string;
  closeHref: string;
  actions?: PinActions | undefined;
};

/** What stands behind a fact: the query, the formula and, for who may see them, the people. */
export async function BehindPanel(props: BehindPanelProps) {
  const { ctx, persona, fact, after, hrefAfter, closeHref, actions } = props;
  const ref = { personaId: persona.id, key: fact.key };
  const { rule, tokens } = await orNotFound(getFactRule(ctx, ref));
  const { role } = ctx.actor;
  const see = grants(role, "customers:see");
  const { currency } = ctx.workspace;
  const mayMake = rule && grants(role, "segments:edit") === "all" && !persona.archivedAt;
  return (
    <SidePanel title={fact.label} lead={persona.name} closeHref={closeHref} className="print:hidden">
      <FactPanel
        personaId={persona.id}
        segmentName={persona.segmentName}
        fact={fact}
        tokens={tokens}
        currency={currency}
        isPinned={persona.card.some(({ key }) => key === fact.key)}
        sample={sampleText(persona.computed.sample, persona.size)}
        actions={actions}
        segmentHref={
          mayMake
            ? `/segments/new?${new URLSearchParams({ persona: persona.id, fact: fact.key })}`
            : undefined
        }
        people={
          seesMembers(ctx.actor, persona) ? (
            <People ctx={ctx} fact={ref} after={after} hrefAfter={hrefAfter} />
          ) : (
            <p className="text-sm text-ink-3">
              {see === "none"
                ? `As ${ROLE_LABEL[role].toLowerCase()} you see counts, not persons.`
                : "You see the people of segments that you own. Take the segment to see them."}
            </p>
          )
        }
      />
    </SidePanel>
  );
}

type GoneProps = { ctx: Ctx; persona: Persona; fact: CardFact; closeHref: string };

/** What a pinned fact looked up that no member has any more. */
export async function GonePanel({ ctx, persona, fact, closeHref }: GoneProps) {
  const { tokens } = await orNotFound(getFactRule(ctx, { personaId: persona.id, key: fact.key }));
  return (
    <SidePanel title={fact.pinned.label} lead={persona.name} closeHref={closeHref} className="print:hidden">
      <GoneFact segmentName={persona.segmentName} fact={fact} tokens={tokens} />
    </SidePanel>
  );
}

type PeopleProps = {
  ctx: Ctx;
  fact: { personaId: string; key: string };
  after: number;
  hrefAfter: (after: number) => string;
};

async function People({ ctx, fact, after, hrefAfter }: PeopleProps) {
  const { people, total, nextAfter } = await listFactPeople(ctx, { ...fact, after });
  return (
    <FactPeople
      people={people}
      total={total}
      currency={ctx.workspace.currency}
      nextHref={nextAfter === null ? null : hrefAfter(nextAfter)}
    />
  );
}
