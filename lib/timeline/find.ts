import type { Bar, Plan } from "./bars";

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Bars whose name, or the name of whose campaign, has every word that is asked for: names that begin with the first word
 * come first, what is done last, then by day. Accents and capitals do not matter.
 */
export function findBars({ byId }: Plan, asked: string, most: number): { bars: Bar[]; total: number } {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  const [first = ""] = words;
  if (first === "") return { bars: [], total: 0 };
  const found: { bar: Bar; rank: number }[] = [];
  for (const bar of byId.values()) {
    const own = plain(bar.item.name);
    const campaign = bar.item.parentId === null ? undefined : byId.get(bar.item.parentId);
    const all = campaign ? `${own} ${plain(campaign.item.name)}` : own;
    // A campaign's name alone finds the campaign, not each of its parts.
    if (words.every((word) => all.includes(word)) && words.some((word) => own.includes(word)))
      found.push({ bar, rank: own.startsWith(first) ? 0 : own.includes(first) ? 1 : 2 });
  }
  const isDone = (bar: Bar) => Number(bar.progress >= 100);
  found.sort((a, b) => a.rank - b.rank || isDone(a.bar) - isDone(b.bar) || a.bar.start - b.bar.start);
  return { bars: found.slice(0, most).map(({ bar }) => bar), total: found.length };
}
