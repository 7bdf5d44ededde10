import { Pill } from "@/components/ui/pill";
import { formatDay } from "@/lib/days";
import { formatCount, formatNumber, formatPercent, formatRange } from "@/lib/format";
import { type Fact, factValue, SMALL_N } from "@/lib/personas/fact";
import type { CardFact } from "@/lib/personas/persona";

/** "2.4 × all" against the whole base; a dash without a base. */
export function indexText(index: number | null): string {
  return index === null ? "–" : `${formatNumber(index, index < 10 ? 1 : 0)} ×`;
}

/** "40–52 %" for shares; nothing for amounts. */
export function intervalText(fact: Fact): string {
  if (fact.kind === "amount") return "";
  return formatRange(formatNumber(fact.low * 100), formatNumber(fact.high * 100), "%");
}

/** The pinned facts of the card: live value, what it was when it has moved, and how many people stand behind it. */
export function CardFacts({ facts, currency }: { facts: CardFact[]; currency: string }) {
  if (facts.length === 0)
    return (
      <p className="text-sm text-ink-3">No fact is pinned yet. Edit the persona and choose from its facts.</p>
    );
  return (
    <dl className="divide-y divide-line">
      {facts.map(({ key, pinned, pinnedAt, now, hasDrifted }) => (
        <div key={key} className="flex flex-wrap items-baseline gap-x-3 py-1.5 text-sm">
          <dt className="min-w-0 flex-1 text-ink-2">{now?.label ?? pinned.label}</dt>
          <dd className="num font-semibold">{now ? factValue(now, currency) : "no data now"}</dd>
          <dd className="num text-2xs text-ink-3">
            {now
              ? now.n < SMALL_N
                ? `only ${formatNumber(now.n)} known`
                : `${formatNumber(now.n)} known`
              : ""}
          </dd>
          {hasDrifted && (
            <dd className="w-full pt-0.5 text-right">
              <Pill tone="warn">
                was {pinned.text} on {formatDay(pinnedAt.toISOString().slice(0, 10))}
              </Pill>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** One sentence for a screen reader and the data table: "46 %, of 3 214 known; all customers 19 %". */
export function baseText(fact: Fact, currency: string): string {
  if (fact.kind === "share") return formatPercent(fact.baseShare, fact.baseShare < 0.1 ? 1 : 0);
  return fact.baseValue === null ? "–" : factValue({ ...fact, value: fact.baseValue }, currency);
}

export function knownText(fact: Fact): string {
  return formatCount(
    fact.n,
    fact.group === "rhythm" ? "order" : "person",
    fact.group === "rhythm" ? "orders" : "people",
  );
}
