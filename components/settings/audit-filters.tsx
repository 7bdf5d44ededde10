"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Select } from "@/components/ui/select";
import { Toolbar } from "@/components/ui/toolbar";
import { AREAS } from "@/lib/audit/areas";

type AuditFiltersProps = {
  who: string | undefined;
  area: string | undefined;
  people: readonly { userId: string; name: string }[];
};

const AREA_OPTIONS = Object.entries(AREAS).map(([value, { label }]) => ({ value, label }));

/** Person and area, kept in the address; a change goes back to the newest line. */
export function AuditFilters({ who, area, people }: AuditFiltersProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const show = (chosen: { who?: string; area?: string }) => {
    const given = Object.entries({ who, area, ...chosen }).filter(([, value]) => value);
    const query = new URLSearchParams(given as [string, string][]).toString();
    startTransition(() => router.push(`/settings/audit${query && `?${query}`}`, { scroll: false }));
  };
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
            onChange={(event) => show({ who: event.target.value })}
          />
          <Select
            aria-label="Area"
            aria-busy={isPending}
            className="md:w-60"
            placeholder="Every area"
            value={area ?? ""}
            options={AREA_OPTIONS}
            onChange={(event) => show({ area: event.target.value })}
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
