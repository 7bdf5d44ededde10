import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { formatCount, formatMoney, formatNumber } from "@/lib/format";

export type FactPerson = {
  id: string;
  externalId: string;
  name: string | null;
  country: string | null;
  city: string | null;
  orderCount: number;
  spendMinor: number;
};

/** Some of the members of whom a fact speaks, each leading to their page. */
export function FactPeople({
  people,
  total,
  currency,
  nextHref,
}: {
  people: readonly FactPerson[];
  total: number;
  currency: string;
  nextHref: string | null;
}) {
  if (people.length === 0) return <p className="text-sm text-ink-3">Nobody among the members.</p>;
  return (
    <>
      <p className="num text-xs text-ink-3">{formatCount(total, "member")}</p>
      <ul className="divide-y divide-line">
        {people.map((person) => (
          <li key={person.id} className="flex items-baseline gap-3 py-1.5 text-sm">
            <Link href={`/customers/${person.id}`} className="min-w-0 flex-1 truncate hover:underline">
              {person.name ?? person.externalId}
            </Link>
            <span className="min-w-0 truncate text-xs text-ink-3">
              {[person.city, person.country].filter(Boolean).join(", ")}
            </span>
            <span className="num text-xs whitespace-nowrap text-ink-2">
              {formatNumber(person.orderCount)} × · {formatMoney(person.spendMinor, currency, 0)}
            </span>
          </li>
        ))}
      </ul>
      {nextHref && (
        <ButtonLink href={nextHref} scroll={false} variant="link">
          Next people
        </ButtonLink>
      )}
    </>
  );
}
