import { JOURNEY_STAGES } from "@/lib/campaigns/status";
import {
  PERSONA_SORTS,
  type PersonaFilters,
  type PersonaSort,
  SHOWS,
  type Show,
} from "@/lib/personas/listing";

export const FILTER_PARAMS = ["q", "segment", "stage"] as const;
const KEPT = ["show", ...FILTER_PARAMS, "sort"] as const;
export type PersonasAddress = Partial<Record<(typeof KEPT)[number], string>>;

export function readAddress(params: Record<string, string | string[] | undefined>): PersonasAddress {
  const address: PersonasAddress = {};
  for (const param of KEPT) {
    const value = params[param];
    if (typeof value === "string" && value) address[param] = value;
  }
  return address;
}

/** The page's address with some of it changed; undefined takes a part away. */
export function addressWith(address: PersonasAddress, change: PersonasAddress): string {
  const parts = Object.entries({ ...address, ...change }).filter(([, value]) => value);
  return parts.length > 0 ? `/personas?${new URLSearchParams(parts as [string, string][])}` : "/personas";
}

export function showOf({ show }: PersonasAddress): Show {
  return SHOWS.find((one) => one === show) ?? "current";
}

export function sortOf({ sort }: PersonasAddress): PersonaSort {
  return PERSONA_SORTS.find((one) => one === sort) ?? "changed";
}

/** A part that makes no sense is left out rather than refused. */
export function filtersOf(address: PersonasAddress): PersonaFilters {
  const stage = JOURNEY_STAGES.find((one) => one === address.stage);
  return {
    ...(address.q && { search: address.q }),
    ...(address.segment && { segmentId: address.segment }),
    ...(stage && { stage }),
    isStale: showOf(address) === "stale",
  };
}

/** At most four different ids: "a,b,c". */
export function readCompared(text: string | undefined): string[] {
  const ids = (text ?? "").split(",").filter((id) => /^[0-9a-f-]{36}$/i.test(id));
  return [...new Set(ids)].slice(0, 4);
}
