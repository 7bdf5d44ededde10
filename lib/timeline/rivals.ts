import { formatCount } from "@/lib/format";
import { type Days, type Plan, toDays } from "./bars";
import type { SharedPeople } from "./plan";

type Rival = Days & { id: string; name: string; people: number };

/** With which campaigns each one shares people, whatever their days; the most people first. */
export type RivalsById = ReadonlyMap<string, readonly Rival[]>;

export function rivalsById({ campaigns, pairs }: SharedPeople): RivalsById {
  const spans = campaigns.map((campaign) => ({ ...campaign, ...toDays(campaign) }));
  const rivals = new Map<string, Rival[]>();
  const add = (own: number, other: number, people: number) => {
    const [from, to] = [spans[own], spans[other]];
    if (!from || !to) return;
    const rival = { id: to.id, name: to.name, start: to.start, end: to.end, people };
    const list = rivals.get(from.id);
    if (list) list.push(rival);
    else rivals.set(from.id, [rival]);
  };
  for (const [a, b, people] of [...pairs].sort((one, other) => other[2] - one[2])) {
    add(a, b, people);
    add(b, a, people);
  }
  return rivals;
}

/**
 * Whom a drag would have reached twice, in words; "" when nobody: the people whom the campaigns `ids` share with
 * others on common days from `today` on, each where `preview` or else the plan has it.
 */
export function sharedWords(
  ids: readonly string[],
  preview: ReadonlyMap<string, Days>,
  { rivals, byId, today }: { rivals: RivalsById; byId: Plan["byId"]; today: number },
): string {
  const at = (id: string): Days | undefined => preview.get(id) ?? byId.get(id);
  const told = new Set<string>();
  let most: Rival | null = null;
  let pairs = 0;
  for (const id of ids) {
    const own = at(id);
    for (const rival of (own && rivals.get(id)) ?? []) {
      const other = at(rival.id) ?? rival;
      // Two that move together are told once.
      if (!own || told.has(rival.id)) continue;
      if (Math.max(own.start, other.start, today) >= Math.min(own.end, other.end)) continue;
      pairs += 1;
      if (!most || rival.people > most.people) most = rival;
    }
    told.add(id);
  }
  if (!most) return "";
  const people = formatCount(most.people, "person", "people");
  const more = pairs > 1 ? ` · ${formatCount(pairs - 1, "more campaign")}` : "";
  return `${people} also ${most.people === 1 ? "gets" : "get"} “${most.name}”${more}`;
}
