import type { Metadata } from "next";
import { PrintCard } from "@/components/personas/print-card";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { formatDay } from "@/lib/days";
import { formatMoment } from "@/lib/format";
import { getPersona } from "@/lib/personas/queries";
import { sizeHref } from "@/lib/personas/sight";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Persona card" };

export default async function PersonaPrintPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const personaId = (await params).id;
  const persona = await orNotFound(getPersona(ctx, { personaId }));
  const { timeZone } = ctx.workspace;
  const { countedAt } = persona.computed;
  // Paper outlives the day: the moment has its date.
  const day = formatDay(todayIn(timeZone, countedAt ?? ctx.now()));
  const counted = countedAt ? `as of ${day} ${formatMoment(countedAt, timeZone, countedAt)}` : `on ${day}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Personas", href: "/personas" },
          { label: persona.name, href: `/personas/${personaId}` },
          { label: "Card" },
        ]}
        h1={false}
        actions={<PrintButton>Print or save as PDF</PrintButton>}
      />
      <PageBody className="items-center print:p-0">
        <PrintCard
          persona={persona}
          currency={ctx.workspace.currency}
          counted={counted}
          today={todayIn(timeZone, ctx.now())}
          hrefOf={(key) => `/personas/${personaId}?${new URLSearchParams({ fact: key })}`}
          sizeHref={sizeHref(ctx.actor, persona)}
        />
      </PageBody>
    </>
  );
}
