import type { JourneyStage } from "@/lib/campaigns/status";
import type { PersonaCard } from "./persona";

/** Which personas: all in use, those with a fact that no longer holds, or those put away. */
export const SHOWS = ["current", "stale", "archived"] as const;
export type Show = (typeof SHOWS)[number];

export type PersonaFilters = { search?: string; segmentId?: string; stage?: JourneyStage; isStale?: boolean };

export function passesFilters(
  row: PersonaCard,
  { search, segmentId, stage, isStale }: PersonaFilters,
): boolean {
  if (isStale && row.stale.length === 0) return false;
  if (segmentId && row.segmentId !== segmentId) return false;
  if (stage && row.journeyStage !== stage) return false;
  const text = search?.trim().toLocaleLowerCase("en");
  if (!text) return true;
  return [row.name, row.tagline, row.segmentName].some((part) => part.toLocaleLowerCase("en").includes(text));
}

export const PERSONA_SORTS = ["changed", "name", "size", "evidence", "checked"] as const;
export type PersonaSort = (typeof PERSONA_SORTS)[number];

/** The part of a card's statements and facts that rests on something, 0 to 1; null for an empty card. */
export function evidenceShare(
  row: Pick<PersonaCard, "statementCount" | "supportedCount" | "factCount">,
): number | null {
  const all = row.statementCount + row.factCount;
  return all === 0 ? null : (row.supportedCount + row.factCount) / all;
}

/** Names from A, all else from the largest or latest; unknown ones last, and equal ones by name. */
export function sortPersonas(rows: readonly PersonaCard[], sort: PersonaSort): PersonaCard[] {
  const key = (row: PersonaCard): number => {
    if (sort === "size") return row.size ?? -1;
    if (sort === "evidence") return evidenceShare(row) ?? -1;
    if (sort === "checked") return row.factsCheckedAt?.getTime() ?? -1;
    return sort === "changed" ? row.updatedAt.getTime() : 0;
  };
  return rows.toSorted((a, b) => key(b) - key(a) || a.name.localeCompare(b.name, "en"));
}
