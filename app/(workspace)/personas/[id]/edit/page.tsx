import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PersonaForm } from "@/components/personas/persona-form";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { grants } from "@/lib/auth/permissions";
import { getPersona } from "@/lib/personas/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { updatePersona } from "../../actions";

export const metadata: Metadata = { title: "Edit persona" };

export default async function EditPersonaPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const personaId = (await params).id;
  const persona = await orNotFound(getPersona(ctx, { personaId }));
  const grant = grants(ctx.actor.role, "personas:edit");
  if (grant === "none" || (grant === "assigned" && persona.segmentOwnerId !== ctx.actor.userId))
    redirect(`/personas/${personaId}`);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Personas", href: "/personas" },
          { label: persona.name, href: `/personas/${personaId}` },
          { label: "Edit" },
        ]}
      />
      <PageBody width="reading">
        <PersonaForm
          action={updatePersona}
          base={{ personaId, updatedAt: persona.updatedAt }}
          initial={{
            ...persona,
            statements: persona.statements.map(({ kind, text, evidence, link, noteId }) => ({
              kind,
              text,
              evidence,
              link: link ?? "",
              noteId,
            })),
            facts: persona.card.map((fact) => fact.key),
          }}
          facts={persona.computed.facts}
          notes={persona.notes.map(({ id, title }) => ({ id, title }))}
          currency={ctx.workspace.currency}
        />
      </PageBody>
    </>
  );
}
