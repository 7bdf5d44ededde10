import { Card } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import {
  FACT_GROUP_LABEL,
  FACT_GROUPS,
  type Fact,
  factValue,
  isDistinct,
  SMALL_N,
} from "@/lib/personas/fact";
import { baseText, indexText, intervalText, knownText } from "./fact-rows";

/** Every computed fact by kind, each with n, interval, the base and the index. */
export function AllFacts({ facts, currency }: { facts: Fact[]; currency: string }) {
  return FACT_GROUPS.map((group) => {
    const own = facts.filter((fact) => fact.group === group);
    if (own.length === 0) return null;
    return (
      <Card key={group} title={FACT_GROUP_LABEL[group]} meta="computed from the members now" flush>
        <Table label={FACT_GROUP_LABEL[group]}>
          <TableHead sticky={false}>
            <Th>Fact</Th>
            <Th num>Members</Th>
            <Th num>95 % interval</Th>
            <Th num>All customers</Th>
            <Th num>Index</Th>
            <Th num>Known</Th>
          </TableHead>
          <TableBody>
            {own.map((fact) => (
              <Tr key={fact.key}>
                <RowHeader aside={fact.n < SMALL_N ? <Pill tone="warn">too few to say</Pill> : undefined}>
                  {fact.label}
                </RowHeader>
                <Td num phone="first">
                  {factValue(fact, currency)}
                </Td>
                <Td num phone="hide">
                  {intervalText(fact)}
                </Td>
                <Td num phone="second" label="All">
                  {baseText(fact, currency)}
                </Td>
                <Td num phone="second" label="Index">
                  <span className={isDistinct(fact) ? "font-semibold" : "text-ink-3"}>
                    {indexText(fact.index)}
                  </span>
                </Td>
                <Td num phone="second">
                  {knownText(fact)}
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      </Card>
    );
  });
}
