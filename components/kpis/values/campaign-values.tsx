import Link from "next/link";
import { Person } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { type Day, formatDayRange } from "@/lib/days";
import { formatCount, formatMoment } from "@/lib/format";
import { figureLabel, isTypedFigure } from "@/lib/kpis/typed-figure";
import type { CampaignTyped } from "@/lib/kpis/values/value";
import { valueText } from "./value-text";

type CampaignValuesProps = {
  campaignId: string;
  typed: readonly CampaignTyped[];
  /** What becomes of a figure of the catalogue on this page: "adds to the figures above". */
  counts: string;
  mayType: boolean;
  currency: string;
  timeZone: string;
  today: Day;
  now: Date;
};

/** What people typed of a campaign, for channels that are not seen here: marked as typed, by whom and when. */
export function CampaignValues({
  campaignId,
  typed,
  counts,
  mayType,
  currency,
  timeZone,
  today,
  now,
}: CampaignValuesProps) {
  if (typed.length === 0 && !mayType) return null;
  const href = `/kpis/values?campaign=${campaignId}`;
  const link = (
    <Link href={href} className="inline-flex min-h-6 items-center text-sm text-accent hover:underline">
      {mayType ? "Type values" : "Every value"}
    </Link>
  );
  return (
    <Card title="Typed values" meta="of channels that Facet cannot see" action={link} flush>
      {typed.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-ink-2">
          Nothing was typed of this campaign. Impressions, clicks or spend of another system can be typed or
          pasted by day.
        </p>
      ) : (
        <Table label="Typed values of the campaign" wide>
          <TableHead sticky={false}>
            <Th>Figure</Th>
            <Th num>Typed</Th>
            <Th>Channel</Th>
            <Th>Days</Th>
            <Th>Typed by</Th>
            <Th num>Last at</Th>
            <Th>Counts</Th>
          </TableHead>
          <TableBody>
            {typed.map((row) => (
              <Tr key={`${row.figure} ${row.channel}`}>
                <RowHeader>{figureLabel(row.figure)}</RowHeader>
                <Td num phone="first">
                  {valueText(row.figure, row.value, currency)}
                </Td>
                <Td>{row.channel}</Td>
                <Td className="num whitespace-nowrap">
                  <Link href={`${href}&figure=${encodeURIComponent(row.figure)}`} className="hover:underline">
                    {formatDayRange(row.from, row.to, today)}, {formatCount(row.count, "value")}
                  </Link>
                </Td>
                <Td>
                  <span className="flex flex-wrap gap-2">
                    {row.who.map((name) => (
                      <Person key={name} name={name} />
                    ))}
                  </span>
                </Td>
                <Td num className="text-ink-2">
                  {formatMoment(row.at, timeZone, now)}
                </Td>
                <Td className="text-ink-2">{isTypedFigure(row.figure) ? counts : "stands alone"}</Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
