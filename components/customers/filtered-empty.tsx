import { SearchX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatList, formatNumber } from "@/lib/format";
import { addressWith, type CustomerAddress } from "./address";
import type { NamedFilter } from "./words";

type FilteredEmptyProps = {
  address: CustomerAddress;
  filters: readonly NamedFilter[];
  /** How many people there are without any filter, and without each of them alone. */
  left: { all: number; each: readonly number[] };
};

/** Which filters left nobody, and the one to clear first: without it most people are left. */
export function FilteredEmpty({ address, filters, left }: FilteredEmptyProps) {
  const most = Math.max(...left.each);
  const narrowest = filters[left.each.indexOf(most)];
  const none = Object.fromEntries(filters.map(({ param }) => [param, undefined]));
  return (
    <EmptyState
      icon={<SearchX />}
      title="Nobody passes these filters"
      action={
        <>
          {narrowest && most > 0 && filters.length > 1 && (
            <ButtonLink href={addressWith(address, { [narrowest.param]: undefined })} scroll={false}>
              Clear {narrowest.name.toLowerCase()} ({formatNumber(most)} left)
            </ButtonLink>
          )}
          <ButtonLink href={addressWith(address, none)} scroll={false}>
            {filters.length > 1 ? "Clear all" : `Clear ${filters[0]?.name.toLowerCase()}`}
          </ButtonLink>
        </>
      }
    >
      {formatList(filters.map(({ name, value }) => `${name}: ${value}`))}{" "}
      {filters.length > 1 ? "leave" : "leaves"} 0 of {formatCount(left.all, "customer")}.
    </EmptyState>
  );
}
