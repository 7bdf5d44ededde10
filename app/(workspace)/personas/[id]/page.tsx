import { Megaphone, Plus, Printer } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Bought } from "@/components/campaigns/bought";
import { StatusPill } from "@/components/campaigns/status-pill";
import { AllFacts } from "@/components/personas/all-facts";
import { countedText, sampleText } from "@/components/personas/fact-words";
import { NoteList } from "@/components/personas/note-list";
import { PersonaArticle } from "@/components/personas/persona-article";
import { PersonaMenu } from "@/components/personas/persona-menu";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PanelLayout } from "@/components/ui/side-panel";
import { grants } from "@/lib/auth/permissions";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import { getPersona } from "@/lib/personas/queries";
import { sizeHref } from "@/lib/personas/sight";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import {
  acceptDrift,
  archivePersona,
  duplicatePersona,
  pinFact,
  removeNote,
  restoreNote,
  restorePersona,
  undoAccept,
  unpinFact,
} from "../actions";
import { BehindPanel, GonePanel } from "./behind-panel";
import { NotePanel } from "./note-panel";

export const metadata: Metadata = { title: "Persona" };

type Address = { fact?: string; note?: string; after?: string };
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

export default async function PersonaPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const personaId = (await params).id;
  const [persona, address] = await Promise.all([orNotFound(getPersona(ctx, { personaId })), searchParams]);
  const outcomes = await listOutcomes(ctx, { campaignIds: persona.campaigns.map(({ id }) => id) });
  const { currency, floor, timeZone } = ctx.workspace;
  const grant = grants(ctx.actor.role, "personas:edit");
  const mayEdit = grant === "all" || (grant === "assigned" && persona.segmentOwnerId === ctx.actor.userId);
  const mayPlan = grants(ctx.actor.role, "campaigns:edit") === "all";
  const path = `/personas/${personaId}`;
  const hrefOf = (key: string) => `${path}?${new URLSearchParams({ fact: key })}`;
  const today = todayIn(timeZone, ctx.now());
  const counted = countedText(persona.computed.countedAt, timeZone, ctx.now());
  const pins = mayEdit
    ? {
        accept: acceptDrift,
        undoAccept,
        pin: pinFact,
        unpin: unpinFact,
        acceptAll: acceptDrift,
        undoAll: undoAccept,
      }
    : undefined;
  const { facts, sample } = persona.computed;
  const fact = facts.find(({ key }) => key === address.fact);
  const gone = persona.card.find(({ key, now }) => key === address.fact && !now);
  const note = persona.notes.find(({ id }) => id === address.note);
  const others = persona.siblings.slice(0, 3).map(({ id }) => id);

  const panel = fact ? (
    <BehindPanel
      ctx={ctx}
      persona={persona}
      fact={fact}
      after={/^\d{1,9}$/.test(address.after ?? "") ? Number(address.after) : 0}
      hrefAfter={(after) => `${hrefOf(fact.key)}&after=${after}`}
      closeHref={path}
      actions={pins}
    />
  ) : gone && persona.size !== null ? (
    <GonePanel ctx={ctx} persona={persona} fact={gone} closeHref={path} />
  ) : (
    mayEdit &&
    (note || address.note === "new") && (
      <NotePanel key={address.note} personaId={personaId} note={note} today={today} closeHref={path} />
    )
  );

  return (
    <>
      <PageHeader
        crumbs={[{ label: "Personas", href: "/personas" }, { label: persona.name }]}
        h1={false}
        actions={
          <>
            <ButtonLink href={`${path}/print`}>
              <Printer aria-hidden="true" />
              Print card
            </ButtonLink>
            <PersonaMenu
              persona={{ id: personaId, name: persona.name, isArchived: persona.archivedAt !== null }}
              compareHref={`/personas/compare?p=${[personaId, ...others].join(",")}`}
              may={{ edit: mayEdit, plan: mayPlan }}
              actions={{ duplicate: duplicatePersona, archive: archivePersona, restore: restorePersona }}
            />
          </>
        }
        primary={
          mayEdit && (
            <ButtonLink variant="primary" href={`${path}/edit`}>
              Edit persona
            </ButtonLink>
          )
        }
      />
      <PanelLayout panel={panel || undefined}>
        <PageBody>
          <PersonaArticle
            persona={persona}
            currency={currency}
            floor={floor}
            today={today}
            counted={counted}
            hrefOf={hrefOf}
            sizeHref={sizeHref(ctx.actor, persona)}
            actions={pins}
          />
          <Card
            title="Research notes"
            meta={persona.notes.length > 0 ? persona.notes.length : undefined}
            action={
              mayEdit && (
                <ButtonLink size="sm" variant="ghost" href={`${path}?note=new`} scroll={false}>
                  <Plus aria-hidden="true" />
                  Add note
                </ButtonLink>
              )
            }
          >
            {persona.notes.length === 0 ? (
              <p className="text-sm text-ink-3">
                No interview or workshop is written down yet. A statement can rest on a note.
              </p>
            ) : (
              <NoteList
                notes={persona.notes}
                statements={persona.statements}
                editHref={(noteId) => `${path}?note=${noteId}`}
                actions={mayEdit ? { remove: removeNote, restore: restoreNote } : undefined}
              />
            )}
          </Card>
          <Card
            title="Campaigns for this persona"
            action={
              mayPlan &&
              !persona.archivedAt && (
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
                  <li key={campaign.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
                    <Link
                      href={`/campaigns/${campaign.id}`}
                      className="min-w-0 flex-1 truncate hover:underline"
                    >
                      {campaign.name}
                    </Link>
                    <StatusPill status={campaign.status} />
                    {outcomes.has(campaign.id) && (
                      <Link
                        href={`/campaigns/${campaign.id}/results`}
                        className="num flex-none text-right hover:underline sm:w-36"
                      >
                        <span className="text-xs text-ink-3">bought </span>
                        <Bought outcome={outcomes.get(campaign.id)} isLaunched />
                      </Link>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <div className="flex flex-col gap-5 print:hidden">
            {persona.size === null && (
              <Callout title="Facts are not shown.">
                Groups of fewer than {floor} people are hidden from your role.
              </Callout>
            )}
            {sample && <Callout title="Estimated">{sampleText(sample, persona.size)}.</Callout>}
            <AllFacts
              facts={facts}
              currency={currency}
              counted={counted}
              pinned={new Set(persona.card.map(({ key }) => key))}
              openKey={fact?.key}
              hrefOf={hrefOf}
            />
            {facts.length > 0 && (
              <p className="text-xs text-ink-3">
                Attributes of a special category (health, religion and the like) and personal ones are never
                computed.
              </p>
            )}
          </div>
        </PageBody>
      </PanelLayout>
    </>
  );
}
