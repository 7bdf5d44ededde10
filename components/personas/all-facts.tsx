import { clsx } from "clsx";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import {
  FACT_GROUP_LABEL,
  FACT_GROUPS,
  type Fact,
  factValue,
  isDistinct,
  isTooFew,
} from "@/lib/personas/fact";
import { baseText, indexIntervalText, indexText, intervalText, knownText } from "./fact-words";

export type AllFactsProps = {
  facts: readonly Fact[];
  currency: string;
  /** When the members were counted: "as of 09:41". */
  counted: string;
  pinned: ReadonlySet<string>;
  /** The fact whose panel is open, and the address that opens one. */
  openKey?: string | undefined;
  hrefOf: (key: string) => string;
};

/** Every computed fact by kind, each with n, interval, the base and the index; each leads to what is behind it. */
export function AllFacts({ facts, currency, counted, pinned, openKey, hrefOf }: AllFactsProps) {
  const isWide = openKey === undefined;
  return FACT_GROUPS.map((group) => {
    const own = facts.filter((fact) => fact.group === group);
    if (own.length === 0) return null;
    return (
      <Card key={group} title={FACT_GROUP_LABEL[group]} meta={`computed from the members ${counted}`} flush>
        <Table label={FACT_GROUP_LABEL[group]}>
          <TableHead sticky={false}>
            <Th>Fact</Th>
            <Th num>Members</Th>
            {isWide && <Th num>95 % interval</Th>}
            <Th num>All customers</Th>
            <Th num>Index</Th>
            {isWide && <Th num>its interval</Th>}
            <Th num>Known</Th>
          </TableHead>
          <TableBody>
            {own.map((fact) => {
              const to = { href: hrefOf(fact.key) };
              return (
                <Tr key={fact.key} isSelected={fact.key === openKey}>
                  <RowHeader
                    href={to.href}
                    aside={pinned.has(fact.key) ? <Pill tone="accent">pinned</Pill> : undefined}
                    className="md:max-w-72"
                  >
                    {fact.label}
                  </RowHeader>
                  <Td num phone="first">
                    <Behind {...to} className={isTooFew(fact) ? "text-ink-3" : "font-medium"}>
                      {factValue(fact, currency)}
                    </Behind>
                  </Td>
                  {isWide && (
                    <Td num phone="hide" className="text-ink-2">
                      <Behind {...to}>{intervalText(fact, currency)}</Behind>
                    </Td>
                  )}
                  <Td num phone="second" label="All">
                    <Behind {...to}>{baseText(fact, currency)}</Behind>
                  </Td>
                  <Td num phone="second" label="Index">
                    <Behind {...to} className={isDistinct(fact) ? "font-semibold" : "text-ink-3"}>
                      {indexText(fact)}
                    </Behind>
                  </Td>
                  {isWide && (
                    <Td num phone="hide" className="text-ink-2">
                      <Behind {...to}>{indexIntervalText(fact)}</Behind>
                    </Td>
                  )}
                  <Td num phone="second" className="text-ink-3">
                    <Behind {...to}>{knownText(fact)}</Behind>
                  </Td>
                </Tr>
              );
            })}
          </TableBody>
        </Table>
      </Card>
    );
  });
}

/** Each figure of a row leads where its first cell does; the keyboard stops there once. */
function Behind({ href, className, children }: { href: string; className?: string; children: string }) {
  return (
    <Link href={href} scroll={false} tabIndex={-1} className={clsx("hover:underline", className)}>
      {children}
    </Link>
  );
}
