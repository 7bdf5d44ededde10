import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { HeatTable } from "@/components/charts/heat-table";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { groupOf, RFM_GROUPS } from "@/lib/customers/scores/standings";
import { formatCount, formatMoney, formatMoneyShort, formatNumber, formatPercent } from "@/lib/format";
import type { RfmCell, RfmGroupRow } from "@/lib/lifecycle/rfm";
import { behindHref } from "./address";

type Shared = { segmentId: string | null; mayBuild: boolean };
const SCORES = [5, 4, 3, 2, 1];

/** Recency down, frequency across, people in each cell; a cell opens its rule. */
export function RfmGrid({
  cells,
  isPartial,
  segmentId,
  mayBuild,
}: Shared & { cells: readonly RfmCell[] /** Small cells are left out. */; isPartial: boolean }) {
  const at = (r: number, f: number) => cells.find((cell) => cell.r === r && cell.f === f)?.people ?? null;
  const total = cells.reduce((sum, { people }) => sum + people, 0);
  const [most] = [...cells].sort((a, b) => b.people - a.people);
  const group = most && groupOf(most.r, most.f);
  return (
    <Figure
      title="Recency and frequency"
      take={
        most &&
        `${formatCount(total, "buyer")}${isPartial ? " in the cells shown" : ""}. The fullest cell, recency ${most.r} and frequency ${most.f} (${group ? RFM_GROUPS[group].label : "no group"}), holds ${formatPercent(most.people / total)} of them.`
      }
      fileName="rfm grid"
      data={{
        columns: ["Recency", "Frequency", "Group", "People"],
        rows: SCORES.flatMap((r) =>
          [1, 2, 3, 4, 5].map((f) => {
            const name = groupOf(r, f);
            return [String(r), String(f), name ? RFM_GROUPS[name].label : null, at(r, f)];
          }),
        ),
      }}
    >
      <HeatTable
        label="Buyers by recency and frequency score"
        rowHead="Recency"
        columns={[1, 2, 3, 4, 5].map((f) => `F ${f}`)}
        rows={SCORES.map((r) => ({
          key: String(r),
          label: `R ${r}`,
          cells: [1, 2, 3, 4, 5].map((f) => at(r, f)),
        }))}
        none="–"
        format={(people) => formatNumber(people)}
        linkOf={
          mayBuild
            ? (row, column) => {
                const [r, f] = [SCORES[row] ?? 0, column + 1];
                const people = at(r, f);
                const name = groupOf(r, f);
                return people === null
                  ? null
                  : {
                      href: behindHref(`pair:${r}${f}`, segmentId),
                      label: `Recency ${r}, frequency ${f}${name ? `, ${RFM_GROUPS[name].label}` : ""}: ${formatCount(people, "person", "people")}, open as a rule`,
                      isOpen: false,
                    };
              }
            : undefined
        }
      />
      <p className="mt-1 text-2xs text-ink-3">R is recency, F is frequency; 5 is the best fifth.</p>
    </Figure>
  );
}

/** The named groups with their people, their share of everybody and of the spend, and their means. */
export function RfmGroups({
  groups,
  currency,
  segmentId,
  mayBuild,
}: Shared & { groups: readonly RfmGroupRow[]; currency: string }) {
  const people = groups.reduce((sum, group) => sum + group.people, 0) || 1;
  const spend = groups.reduce((sum, group) => sum + group.spend, 0) || 1;
  return (
    <Table label="RFM groups">
      <TableHead sticky={false}>
        <Th>Group</Th>
        <Th num>People</Th>
        <Th num>Share</Th>
        <Th num>Share of spend</Th>
        <Th num>Days since</Th>
        <Th num>Orders</Th>
        <Th num>Spend each</Th>
      </TableHead>
      <TableBody>
        {groups.map((group) => {
          const mean = (sum: number) => (group.people > 0 ? sum / group.people : null);
          const [days, orders, money] = [mean(group.recency), mean(group.frequency), mean(group.spend)];
          return (
            <Tr key={group.group}>
              <RowHeader>
                {mayBuild && group.people > 0 ? (
                  <Link
                    href={behindHref(`group:${group.group}`, segmentId)}
                    data-row-link=""
                    aria-label={`${group.label}: open as a rule`}
                    className="inline-flex min-h-6 items-center hover:underline"
                  >
                    {group.label}
                  </Link>
                ) : (
                  group.label
                )}
              </RowHeader>
              <Td num phone="first">
                {formatNumber(group.people)}
              </Td>
              <Td num phone="second">
                {formatPercent(group.people / people)}
              </Td>
              <Td num phone="second">
                {formatPercent(group.spend / spend)}
                <span className="md:hidden"> of spend</span>
              </Td>
              <Td num phone="hide">
                {days === null ? "–" : formatNumber(days, 1)}
              </Td>
              <Td num phone="hide">
                {orders === null ? "–" : formatNumber(orders, 1)}
              </Td>
              <Td num phone="second">
                {money === null ? "–" : formatMoney(money, currency, 0)}
                <span className="md:hidden"> each</span>
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

/** "Champions are 14.6 % of buyers and bring 48.7 % of spend." */
export function rfmSummary(groups: readonly RfmGroupRow[], currency: string): string {
  const people = groups.reduce((sum, group) => sum + group.people, 0);
  const spend = groups.reduce((sum, group) => sum + group.spend, 0);
  const [best] = [...groups].sort((a, b) => b.spend - a.spend);
  if (!best || people === 0 || spend <= 0) return "";
  return `${best.label}: ${formatPercent(best.people / people)} of the buyers and ${formatPercent(best.spend / spend)} of the spend (${formatMoneyShort(best.spend, currency)}).`;
}
