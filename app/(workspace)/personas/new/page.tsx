import type { Metadata } from "next";
import { PersonaForm } from "@/components/personas/persona-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { grants } from "@/lib/auth/permissions";
import { mostDistinct } from "@/lib/personas/fact";
import { getSegmentFacts } from "@/lib/personas/facts/queries";
import { listSegments } from "@/lib/segments/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { createPersona } from "../actions";

export const metadata: Metadata = { title: "New persona" };

type Search = Promise<{ segment?: string }>;

export default async function NewPersonaPage({ searchParams }: { searchParams: Search }) {
  const ctx = await getCtx();
  const segmentId = (await searchParams).segment;
  const grant = grants(ctx.actor.role, "personas:edit");
  const all = await listSegments(ctx);
  const segments = all.filter((segment) => grant === "all" || segment.ownerId === ctx.actor.userId);
  const chosen = segments.find((segment) => segment.id === segmentId);
  const header = <PageHeader crumbs={[{ label: "Personas", href: "/personas" }, { label: "New persona" }]} />;
  if (grant === "none")
    return (
      <>
        {header}
        <PageBody width="reading">
          <NoPermission
            what="Making personas"
            why="Your role reads personas."
            who="an owner of the workspace"
          />
        </PageBody>
      </>
    );
  if (!chosen)
    return (
      <>
        {header}
        <PageBody width="reading">
          {segments.length === 0 ? (
            <EmptyState
              title="A persona needs a segment"
              action={<ButtonLink href="/segments">Open segments</ButtonLink>}
            >
              Make or take a segment first; its members are where the persona’s facts come from.
            </EmptyState>
          ) : (
            <Card title="Which segment is it the face of?" flush>
              <ul className="divide-y divide-line">
                {segments.map((segment) => (
                  <li key={segment.id}>
                    <ButtonLink
                      variant="ghost"
                      block
                      className="justify-start rounded-none"
                      href={`/personas/new?segment=${segment.id}`}
                    >
                      {segment.name}
                    </ButtonLink>
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </PageBody>
      </>
    );
  const { facts } = await orNotFound(getSegmentFacts(ctx, { segmentId: chosen.id }));
  return (
    <>
      {header}
      <PageBody width="reading">
        <PersonaForm
          action={createPersona}
          base={{ segmentId: chosen.id }}
          initial={{
            name: "",
            tagline: "",
            story: "",
            quote: "",
            journeyStage: null,
            statements: [],
            facts: mostDistinct(facts, 6).map((fact) => fact.key),
          }}
          facts={facts}
          notes={[]}
          currency={ctx.workspace.currency}
          segmentName={chosen.name}
        />
      </PageBody>
    </>
  );
}
