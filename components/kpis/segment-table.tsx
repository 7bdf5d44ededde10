import Link from "next/link";
import { FigureTable } from "@/components/charts/figure";
import { Sparkline } from "@/components/charts/sparkline";
import { Person } from "@/components/ui/avatar";
import { Delta } from "@/components/ui/delta";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import { MONTHS } from "@/lib/days";
import { formatMoneyShort, formatNumber, formatPercent } from "@/lib/format";
import { METRICS, metricValue, relativeChange } from "@/lib/kpis/metric";
import type { SegmentRow } from "@/lib/kpis/report";
import { plainValue } from "./metric-text";
import { TargetPill } from "./target-state";

type SegmentTableProps = {
  rows: SegmentRow[];
  currency: string;
  floor: number;
  /** The number of customers leads to the people where the role may see them, else to the rule. */
  seesPeople: boolean;
};

/** Left out where the table stands beside something and has no room for it. */
const ROOMY = "md:@max-[720px]:hidden";

/** Segments by how much their revenue changed, with trend, repeat rate, target and owner. */
export function SegmentTable({ rows, currency, floor, seesPeople }: SegmentTableProps) {
  return (
    <Table label="Segments by change in revenue">
      <TableHead>
        <Th>Segment</Th>
        <Th num>Customers</Th>
        <Th num>
          <Tooltip text={METRICS.revenue.formula}>Revenue</Tooltip>
        </Th>
        <Th>12 months</Th>
        <Th num className={ROOMY}>
          <Tooltip text={METRICS.repeatRate.formula}>Repeat rate</Tooltip>
        </Th>
        <Th>Target</Th>
        <Th>Owner</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const change = relativeChange(row.now.revenueMinor, row.before.revenueMinor);
          const repeat = metricValue("repeatRate", row.now);
          return (
            <Tr key={row.id}>
              <RowHeader href={`/segments/${row.id}/kpis`}>{row.name}</RowHeader>
              <Td num phone="first">
                {row.size === null ? (
                  row.isHidden ? (
                    `fewer than ${floor}`
                  ) : (
                    "–"
                  )
                ) : (
                  <Link
                    href={`/segments/${row.id}${seesPeople ? "/members" : ""}`}
                    aria-label={`${seesPeople ? "Members" : "Rule"} of ${row.name}: ${formatNumber(row.size)}`}
                    className="relative inline-flex min-h-6 items-center hover:underline"
                  >
                    {formatNumber(row.size)}
                  </Link>
                )}
              </Td>
              <Td num phone="second">
                {row.isHidden ? "–" : formatMoneyShort(row.now.revenueMinor, currency)}{" "}
                {change !== null && <Delta value={change * 100} period="against the period before" />}
              </Td>
              <Td phone="hide">
                {row.months.length > 0 && (
                  <Sparkline
                    values={row.months.map((month) => month.revenueMinor)}
                    label={`Revenue of ${row.name} over 12 months`}
                  />
                )}
              </Td>
              <Td num phone="second" label="Repeat" className={ROOMY}>
                {repeat === null ? "–" : formatPercent(repeat)}
              </Td>
              <Td phone="second">{row.target ? <TargetPill state={row.target.pace.state} /> : ""}</Td>
              <Td phone="hide">
                {row.ownerName ? <Person name={row.ownerName} /> : <span className="text-ink-3">Nobody</span>}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

const MONTH = (month: string) => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;

/** The months behind the drawings of the table, as numbers. */
export function SegmentMonths({ rows, currency }: { rows: SegmentRow[]; currency: string }) {
  const open = rows.filter(({ months }) => months.length > 0);
  const [first] = open;
  if (!first) return null;
  return (
    <div className="px-4 pb-3 print:hidden">
      <FigureTable
        data={{
          columns: ["Segment", ...first.months.map(({ month }) => MONTH(month))],
          rows: open.map(({ name, months }) => [name, ...months.map(({ revenueMinor }) => revenueMinor)]),
          format: (value) => formatMoneyShort(value, currency),
          plain: (value) => plainValue("money", value, currency),
        }}
        fileName="Revenue of segments by month"
      />
    </div>
  );
}
