"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { SearchInput } from "@/components/ui/search-input";
import type { SelectOption } from "@/components/ui/select";
import { Sentence } from "@/components/ui/sentence";
import { TokenSelect } from "@/components/ui/token-select";
import { Toolbar } from "@/components/ui/toolbar";
import { useAddress } from "@/components/ui/use-address";
import { BUYING_LABEL, BUYING_STAGES } from "@/lib/customers/customer";
import { CHANNEL_LABEL, CHANNELS } from "@/lib/customers/fields";
import { addressWith, type CustomerAddress, FILTER_PARAMS, type FilterParam } from "./address";
import { ColumnChoice } from "./column-choice";
import { consentWords } from "./words";

type CustomerFiltersProps = {
  address: CustomerAddress;
  segments: readonly { id: string; name: string }[];
  countries: readonly string[];
  summary: ReactNode;
};

const RESETS = ["after", "before", "open"];
const CLEARED = Object.fromEntries(RESETS.map((name) => [name, null]));

const CONSENT_OPTIONS: SelectOption[] = CHANNELS.flatMap((channel) =>
  (["in", "out", "unknown"] as const).map((status) => ({
    value: `${channel}:${status}`,
    label: consentWords(channel, status),
    group: CHANNEL_LABEL[channel],
  })),
);

/** Search, the filters as one sentence, and the columns; everything is in the address. */
export function CustomerFilters({ address, segments, countries, summary }: CustomerFiltersProps) {
  const { isPending, change } = useAddress();
  const active = FILTER_PARAMS.filter((param) => param !== "q" && address[param]).length;
  const token = (param: FilterParam, label: string, all: string, options: readonly SelectOption[]) => {
    const value = address[param] ?? "";
    return (
      <TokenSelect
        label={label}
        placeholder={all}
        options={options}
        isSubject={value !== ""}
        aria-busy={isPending}
        value={options.some((option) => option.value === value) ? value : ""}
        onChange={(event) => change({ ...CLEARED, [param]: event.target.value })}
      />
    );
  };
  return (
    <Toolbar
      label="customers"
      activeFilters={active}
      summary={
        <span className="flex items-center gap-3">
          {summary}
          <ColumnChoice address={address} />
        </span>
      }
      filters={
        <Sentence>
          Customers in{" "}
          {token(
            "segment",
            "Segment",
            "any segment or none",
            segments.map(({ id, name }) => ({ value: id, label: name })),
          )}{" "}
          from{" "}
          {token(
            "country",
            "Country",
            "any country",
            countries.map((country) => ({ value: country, label: country })),
          )}{" "}
          who {token("consent", "Consent", "gave consent or not", CONSENT_OPTIONS)} and{" "}
          {token(
            "stage",
            "Orders",
            "ordered or not",
            BUYING_STAGES.map((stage) => ({ value: stage, label: BUYING_LABEL[stage] })),
          )}
          {active > 0 && (
            <Link
              href={addressWith(address, {
                segment: undefined,
                country: undefined,
                consent: undefined,
                stage: undefined,
              })}
              scroll={false}
              className="flex min-h-6 items-center text-xs text-accent underline underline-offset-2"
            >
              Clear filters
            </Link>
          )}
        </Sentence>
      }
    >
      <SearchInput
        label="Search customers"
        placeholder="Name, e-mail or key"
        resets={RESETS}
        className="w-56 max-md:w-full"
      />
    </Toolbar>
  );
}
