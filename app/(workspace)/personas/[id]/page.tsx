import { Megaphone } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { IndexBars } from "@/components/charts/index-bars";
import { RhythmMark } from "@/components/charts/rhythm-mark";
import { AllFacts } from "@/components/personas/all-facts";
import { CardFacts, indexText } from "@/components/personas/fact-rows";
import { Statements } from "@/components/personas/statements";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { PrintButton } from "@/components/ui/print-button";
import { grants } from "@/lib/auth/permissions";
import { formatCount } from "@/lib/format";
import { mostDistinct } from "@/lib/personas/fact";
import { getPersona } from "@/lib/personas/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { acceptDrift, archivePersona, restorePersona } from "../actions";

export const metadata: Metadata = { title: "Persona" };

export default async function PersonaPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const personaId = (await params).id;
  const persona = await orNotFound(getPersona(ctx, { personaId }));
  const { currency } = ctx.workspace;
  const grant = grants(ctx.actor.role, "personas:edit");
  const mayEdit = grant === "all" || (grant === "assigned" && persona.segmentOwnerId === ctx.actor.userId);
  const mayPlan = grants(ctx.actor.role, "campaigns:edit") === "all";
  const drifted = persona.card.filter((fact) => fact.hasDrifted);
  const distinct = mostDistinct(persona.computed.facts, 8);
  const supported = persona.statements.filter((statement) => statement.evidence !== "assumption").length;

  return (
    <>
      <PageHeader
        crumbs={[{ label: "Personas", href: "/personas" }, { label: persona.name }]}
        h1={false}
        actions={
          <>
            <PrintButton>Print card</PrintButton>
            {mayEdit && (
              <ActionButton
                action={archivePersona}
                input={{ personaId }}
                done="Persona archived"
                undo={{ action: restorePersona, input: { personaId } }}
                variant="ghost"
                hidden={persona.archivedAt !== null}
              >
                Archive
              </ActionButton>
            )}
          </>
        }
        primary={
          mayEdit && (
            <ButtonLink variant="primary" href={`/personas/${personaId}/edit`}>
              Edit persona
            </ButtonLink>
          )
        }
      />
      <PageBody>
        <article className="rounded-lg border border-line bg-surface p-6 print:border-0 print:p-0">
          <header className="flex flex-wrap gap-5">
            {persona.size !== null && <RhythmMark rhythm={persona.computed.rhythm} size={96} />}
            <div className="min-w-0 flex-1">
              <h1 className="text-xl font-semibold text-balance">{persona.name}</h1>
              {persona.tagline && <p className="mt-1 max-w-[60ch] text-md text-ink-2">{persona.tagline}</p>}
              <p className="mt-2 flex flex-wrap gap-1.5">
                <Link href={`/segments/${persona.segmentId}`}>
                  <Pill tone="accent">{persona.segmentName}</Pill>
                </Link>
                <Pill>
                  {persona.size === null
                    ? `fewer than ${ctx.workspace.floor} customers`
                    : formatCount(persona.size, "customer")}
                </Pill>
                <Pill tone="good">{formatCount(persona.card.length, "live fact")}</Pill>
                {persona.statements.length > 0 && (
                  <Pill>
                    {supported} of {formatCount(persona.statements.length, "statement")} with evidence
                  </Pill>
                )}
                {persona.journeyStage && <Pill>{persona.journeyStage} stage</Pill>}
                {persona.archivedAt && <Pill tone="warn">archived</Pill>}
              </p>
            </div>
          </header>

          {drifted.length > 0 && (
            <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
              <span className="min-w-0 flex-1">
                {formatCount(drifted.length, "pinned fact")} no longer{" "}
                {drifted.length === 1 ? "holds" : "hold"}: the old value stands beside the new one.
              </span>
              {mayEdit && (
                <ActionButton
                  action={acceptDrift}
                  input={{ personaId }}
                  done="Facts brought up to date"
                  size="sm"
                >
                  Take the new values
                </ActionButton>
              )}
            </div>
          )}

          <div className="mt-6 grid gap-x-10 gap-y-6 md:grid-cols-2">
            <section>
              <h2 className="mb-1 text-sm font-semibold">Facts</h2>
              <CardFacts facts={persona.card} currency={currency} />
            </section>
            <section>
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
                    text: indexText(fact.index),
                  }))}
                />
              )}
            </section>
            {persona.story && (
              <section className="md:col-span-2">
                <h2 className="mb-1 text-sm font-semibold">Story</h2>
                <p className="max-w-[70ch] whitespace-pre-line text-base">{persona.story}</p>
              </section>
            )}
            {persona.quote && (
              <blockquote className="text-md text-ink-2 md:col-span-2">“{persona.quote}”</blockquote>
            )}
            <Statements statements={persona.statements} />
          </div>
        </article>

        <Card
          title="Campaigns for this persona"
          action={
            mayPlan && (
              <ButtonLink size="sm" variant="ghost" href={`/campaigns/new?persona=${personaId}`}>
                <Megaphone aria-hidden="true" />
                Plan a campaign
              </ButtonLink>
            )
          }
        >
          {persona.campaigns.length === 0 ? (
            <p className="text-sm text-ink-3">No campaign speaks to this persona yet.</p>
          ) : (
            <ul className="divide-y divide-line text-sm">
              {persona.campaigns.map((campaign) => (
                <li key={campaign.id} className="flex items-center gap-3 py-2">
                  <Link
                    href={`/campaigns/${campaign.id}`}
                    className="min-w-0 flex-1 truncate hover:underline"
                  >
                    {campaign.name}
                  </Link>
                  <Pill>{campaign.status}</Pill>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <div className="flex flex-col gap-5 print:hidden">
          <AllFacts facts={persona.computed.facts} currency={currency} />
        </div>
      </PageBody>
    </>
  );
}
