"use client";

import Link from "next/link";
import { Select } from "@/components/ui/select";
import { Toolbar } from "@/components/ui/toolbar";
import { useAddress } from "@/components/ui/use-address";
import { AREAS } from "@/lib/audit/areas";

type AuditFiltersProps = {
  who: string | undefined;
  area: string | undefined;
  people: readonly { userId: string; name: string }[];
};

const AREA_OPTIONS = Object.entries(AREAS).map(([value, { label }]) => ({ value, label }));

/** Back to the newest line. */
const NEWEST = { before: null, after: null };

/** Person and area, kept in the address; a change goes back to the newest line. */
export function AuditFilters({ who, area, people }: AuditFiltersProps) {
  const { isPending, change } = useAddress();
  const active = [who, area].filter(Boolean).length;
  return (
    <Toolbar
      label="audit log"
      activeFilters={active}
      filters={
        <>
          <Select
            aria-label="Person"
            aria-busy={isPending}
            className="md:w-48"
            placeholder="Everybody"
            value={who ?? ""}
            options={[
              ...people.map(({ userId, name }) => ({ value: userId, label: name })),
              { value: "facet", label: "Facet itself" },
            ]}
            onChange={(event) => change({ who: event.target.value, ...NEWEST })}
          />
          <Select
            aria-label="Area"
            aria-busy={isPending}
            className="md:w-60"
            placeholder="Every area"
            value={area ?? ""}
            options={AREA_OPTIONS}
            onChange={(event) => change({ area: event.target.value, ...NEWEST })}
          />
          {active > 0 && (
            <Link href="/settings/audit" className="flex min-h-6 items-center text-xs text-accent underline">
              Clear filters
            </Link>
          )}
        </>
      }
    />
  );
}
