import { Plus, UserRound } from "lucide-react";
import type { Metadata } from "next";
import { PersonaCardLink } from "@/components/personas/persona-card-link";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { getRhythms } from "@/lib/personas/facts/queries";
import { listPersonas } from "@/lib/personas/queries";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Personas" };

export default async function PersonasPage() {
  const ctx = await getCtx();
  const personas = await listPersonas(ctx);
  const rhythms = await getRhythms(ctx, {
    segmentIds: [...new Set(personas.map((persona) => persona.segmentId))],
  });
  const create = can(ctx.actor.role, "personas:edit") && (
    <ButtonLink variant="primary" href="/personas/new">
      <Plus aria-hidden="true" />
      Persona
    </ButtonLink>
  );
  return (
    <>
      <PageHeader crumbs={[{ label: "Personas" }]} primary={create} />
      <PageBody>
        {personas.length === 0 ? (
          <EmptyState icon={<UserRound />} title="No persona yet" action={create}>
            A persona gives a segment a name, a story and facts that are computed from its members and stay
            live. Start from any segment.
          </EmptyState>
        ) : (
          <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
            {personas.map((persona) => (
              <li key={persona.id}>
                <PersonaCardLink persona={persona} rhythm={rhythms.get(persona.segmentId)} />
              </li>
            ))}
          </ul>
        )}
      </PageBody>
    </>
  );
}
