import Link from "next/link";
import { Person } from "@/components/ui/avatar";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { CampaignRow } from "@/lib/campaigns/campaign";
import type { Outcome } from "@/lib/campaigns/results/outcome";
import { CAMPAIGN_CHANNEL_LABEL } from "@/lib/campaigns/status";
import { type Day, formatDayRange } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { addressWith, type CampaignAddress } from "./address";
import { Bought } from "./bought";
import { StatusPill } from "./status-pill";

type Sortable = "name" | "status" | "start" | "progress" | "owner";

type CampaignTableProps = {
  rows: CampaignRow[];
  outcomes: ReadonlyMap<string, Outcome | "hidden">;
  address: CampaignAddress;
  sort: string;
  isDescending: boolean;
  today: Day;
};

/** Campaigns as rows: what, for whom, where, when, how far, whose, and what came of it. */
export function CampaignTable({ rows, outcomes, address, sort, isDescending, today }: CampaignTableProps) {
  const sortBy = (key: Sortable) => ({
    href: addressWith(address, { sort: key, dir: sort === key && !isDescending ? "desc" : undefined }),
    direction: sort === key ? (isDescending ? ("descending" as const) : ("ascending" as const)) : null,
  });
  return (
    <Card flush>
      <Table label="Campaigns">
        <TableHead>
          <Th sort={sortBy("name")}>Campaign</Th>
          <Th sort={sortBy("status")}>Status</Th>
          <Th>Segments</Th>
          <Th>Channels</Th>
          <Th sort={sortBy("start")}>Dates</Th>
          <Th sort={sortBy("progress")}>Progress</Th>
          <Th sort={sortBy("owner")}>Owner</Th>
          <Th num>Bought</Th>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Tr key={row.id} isMuted={row.status === "archived"}>
              <RowHeader href={`/campaigns/${row.id}`} className="md:max-w-48 2xl:max-w-64">
                {row.name}
              </RowHeader>
              <Td phone="first">
                <StatusPill status={row.status} />
              </Td>
              <Td className="md:max-w-40 2xl:max-w-52">
                <SegmentNames segments={row.segments} />
              </Td>
              <Td phone="hide" className="whitespace-nowrap text-ink-2">
                <Channels channels={row.channels} />
              </Td>
              <Td className="num whitespace-nowrap text-ink-2">
                {formatDayRange(row.startOn, row.endOn, today)}
              </Td>
              <Td className="w-28 max-md:basis-full">
                <TacticProgress row={row} />
              </Td>
              <Td>
                {row.ownerName ? (
                  <Person name={row.ownerName} />
                ) : (
                  <span className="text-ink-3">Nobody yet</span>
                )}
              </Td>
              <Td num phone="hide">
                <Bought outcome={outcomes.get(row.id)} isLaunched={row.isLaunched} />
              </Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function SegmentNames({ segments }: { segments: CampaignRow["segments"] }) {
  const [first, ...rest] = segments;
  if (!first) return <span className="text-ink-3">No segment</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5 text-ink-2">
      <Link href={`/segments/${first.id}`} className="truncate hover:text-ink hover:underline max-md:py-1">
        {first.name}
      </Link>
      {rest.length > 0 && (
        <span className="flex-none text-xs text-ink-3" title={rest.map((segment) => segment.name).join(", ")}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}

function Channels({ channels }: Pick<CampaignRow, "channels">) {
  const [first, ...rest] = channels.map((channel) => CAMPAIGN_CHANNEL_LABEL[channel]);
  if (!first) return "–";
  return (
    <>
      {first}
      {rest.length > 0 && (
        <>
          <span className="sr-only">, {rest.join(", ")}</span>
          <span aria-hidden="true" className="text-xs text-ink-3" title={rest.join(", ")}>
            {" "}
            +{rest.length}
          </span>
        </>
      )}
    </>
  );
}

function TacticProgress({ row }: { row: CampaignRow }) {
  if (row.progress === null) return <span className="text-xs text-ink-3">No tactics</span>;
  const { total, finished, late } = row.tactics;
  return (
    <span title={`${finished} of ${formatCount(total, "tactic")} finished${late ? `, ${late} late` : ""}`}>
      <ProgressBar
        label={`Progress of ${row.name}`}
        share={row.progress / 100}
        tone={late > 0 ? 2 : 1}
        figure={<span className="inline-block w-9">{`${row.progress}\u00a0%`}</span>}
      />
    </span>
  );
}
