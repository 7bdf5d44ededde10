import { Columns3 } from "lucide-react";
import type { Metadata } from "next";
import { readCompared } from "@/components/personas/address";
import { CompareAdder } from "@/components/personas/compare-adder";
import { CompareTable } from "@/components/personas/compare-table";
import { countedText } from "@/components/personas/fact-words";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { MOST_COMPARED } from "@/lib/personas/comparison/comparison";
import { comparePersonas } from "@/lib/personas/comparison/queries";
import type { Persona } from "@/lib/personas/persona";
import { listPersonas } from "@/lib/personas/queries";
import { sizeHref } from "@/lib/personas/sight";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Compare personas" };

export default async function ComparePersonasPage({
  searchParams,
}: {
  searchParams: Promise<{ p?: string }>;
}) {
  const ctx = await getCtx();
  const [{ personas, rows }, all] = await Promise.all([
    comparePersonas(ctx, { personaIds: readCompared((await searchParams).p) }),
    listPersonas(ctx),
  ]);
  const ids = personas.map(({ id }) => id);
  const hrefOf = (chosen: readonly string[]) =>
    chosen.length > 0 ? `/personas/compare?p=${chosen.join(",")}` : "/personas/compare";
  const adder = (
    <CompareAdder
      ids={ids}
      most={MOST_COMPARED}
      options={all
        .toSorted((a, b) => a.segmentName.localeCompare(b.segmentName, "en"))
        .map(({ id, name, segmentName }) => ({ id, name, segment: segmentName }))}
    />
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Personas", href: "/personas" }, { label: "Compare" }]}
        actions={personas.length > 1 && <PrintButton>Print</PrintButton>}
      />
      <PageBody>
        {personas.length === 0 ? (
          <EmptyState
            icon={<Columns3 />}
            title="Choose personas to compare"
            action={all.length > 0 ? adder : <ButtonLink href="/personas">Open personas</ButtonLink>}
          >
            Up to {MOST_COMPARED} stand side by side, with the same facts in the same rows.
          </EmptyState>
        ) : (
          <>
            <div className="print:hidden">{adder}</div>
            <CompareTable
              personas={personas}
              rows={rows}
              currency={ctx.workspace.currency}
              floor={ctx.workspace.floor}
              counted={countedText(firstCounted(personas), ctx.workspace.timeZone, ctx.now())}
              sizeHrefOf={(persona) => sizeHref(ctx.actor, persona)}
              hrefWithout={(personaId) => hrefOf(ids.filter((id) => id !== personaId))}
            />
          </>
        )}
      </PageBody>
    </>
  );
}

/** When the facts were counted that were counted first; null when all were just now. */
function firstCounted(personas: readonly Persona[]): Date | null {
  const times = personas.flatMap(({ computed }) => computed.countedAt?.getTime() ?? []);
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}
