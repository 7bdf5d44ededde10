import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import type { SharedPerson } from "@/lib/segments/overlap/overlap";

/** A few people in a side panel, a page at a time. */
export function PeopleList({
  people,
  nextHref,
  firstHref,
}: {
  people: readonly SharedPerson[];
  nextHref: string | null;
  /** Leads back to the first page; null on it. */
  firstHref: string | null;
}) {
  if (people.length === 0) return <p className="text-sm text-ink-3">Nobody.</p>;
  return (
    <>
      <ul className="divide-y divide-line text-sm">
        {people.map((person) => (
          <li key={person.id} className="flex min-h-8 items-center justify-between gap-3">
            <Link href={`/customers/${person.id}`} className="truncate py-1 hover:underline">
              {person.name ?? person.externalId}
            </Link>
            <span className="truncate text-xs text-ink-3">
              {[person.city, person.country].filter(Boolean).join(", ")}
            </span>
          </li>
        ))}
      </ul>
      {(nextHref || firstHref) && (
        <p className="mt-2 flex gap-2">
          {firstHref && (
            <ButtonLink size="sm" href={firstHref as "/"}>
              First people
            </ButtonLink>
          )}
          {nextHref && (
            <ButtonLink size="sm" href={nextHref as "/"}>
              Next people
            </ButtonLink>
          )}
        </p>
      )}
    </>
  );
}
