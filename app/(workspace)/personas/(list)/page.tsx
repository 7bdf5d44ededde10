import { Columns3, Plus, UserRound } from "lucide-react";
import type { Metadata } from "next";
import { addressWith, filtersOf, readAddress, showOf, sortOf } from "@/components/personas/address";
import { PersonaCardLink } from "@/components/personas/persona-card-link";
import { PersonaFilters } from "@/components/personas/persona-filters";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { formatCount } from "@/lib/format";
import { getRhythms } from "@/lib/personas/facts/queries";
import { passesFilters, sortPersonas } from "@/lib/personas/listing";
import { listPersonas } from "@/lib/personas/queries";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Personas" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PersonasPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const address = readAddress(await searchParams);
  const show = showOf(address);
  const all = await listPersonas(ctx, { isArchived: show === "archived" });
  const chosen = sortPersonas(
    all.filter((persona) => passesFilters(persona, filtersOf(address))),
    sortOf(address),
  );
  const rhythms = await getRhythms(ctx, {
    segmentIds: [...new Set(chosen.map((persona) => persona.segmentId))],
  });
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const segments = [...new Map(all.map(({ segmentId, segmentName }) => [segmentId, segmentName]))]
    .map(([id, name]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
  const create = can(ctx.actor.role, "personas:edit") && (
    <ButtonLink variant="primary" href="/personas/new" data-new="">
      <Plus aria-hidden="true" />
      Persona
    </ButtonLink>
  );
  const isFirst = all.length === 0 && show === "current" && !address.q && !address.segment && !address.stage;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Personas" }]}
        actions={
          chosen.length > 1 && (
            <ButtonLink
              href={`/personas/compare?p=${chosen
                .slice(0, 2)
                .map(({ id }) => id)
                .join(",")}`}
            >
              <Columns3 aria-hidden="true" />
              Compare
            </ButtonLink>
          )
        }
        primary={create}
      />
      <PageBody>
        {isFirst ? (
          <EmptyState icon={<UserRound />} title="No persona yet" action={create}>
            A persona gives a segment a name, a story and facts that are computed from its members and stay
            live. Start from any segment.
          </EmptyState>
        ) : (
          <>
            <PersonaFilters
              address={address}
              segments={segments}
              staleCount={show === "archived" ? 0 : all.filter(({ stale }) => stale.length > 0).length}
              summary={formatCount(chosen.length, "persona")}
            />
            {chosen.length === 0 ? (
              <NothingLeft show={show} isFiltered={Boolean(address.q || address.segment || address.stage)} />
            ) : (
              <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
                {chosen.map((persona) => (
                  <li key={persona.id}>
                    <PersonaCardLink
                      persona={persona}
                      rhythm={rhythms.get(persona.segmentId)}
                      today={today}
                    />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </PageBody>
    </>
  );
}

function NothingLeft({ show, isFiltered }: { show: ReturnType<typeof showOf>; isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState
        icon={<UserRound />}
        title="No persona passes these filters"
        action={
          <ButtonLink href={addressWith(show === "current" ? {} : { show }, {}) as "/"}>
            Clear filters
          </ButtonLink>
        }
      >
        The search looks at names, taglines and segments.
      </EmptyState>
    );
  return show === "stale" ? (
    <EmptyState icon={<UserRound />} title="Every pinned fact holds">
      Pinned facts are compared with the data when the day turns. Those that no longer hold stand here, with
      the old and the new value.
    </EmptyState>
  ) : (
    <EmptyState icon={<UserRound />} title="No persona is archived">
      A persona that you archive is kept here and can be restored.
    </EmptyState>
  );
}
