import Link from "next/link";
import { StatusPill } from "@/components/campaigns/status-pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Outcome } from "@/lib/campaigns/results/outcome";
import { type Day, formatDayRange } from "@/lib/days";
import { formatCount, formatPercent, formatPoints } from "@/lib/format";
import type { SegmentUses } from "@/lib/segments/segment";

export type CampaignsTableProps = {
  segmentId: string;
  version: number;
  campaigns: SegmentUses["campaigns"];
  /** Of launched campaigns: what their whole audience bought. */
  outcomes: ReadonlyMap<string, Outcome | "hidden">;
  today: Day;
};

/** Campaigns that target a segment: on which version, when, and what came of each. */
export function CampaignsTable({ segmentId, version, campaigns, outcomes, today }: CampaignsTableProps) {
  return (
    <Table label="Campaigns for this segment">
      <TableHead>
        <Th>Campaign</Th>
        <Th>Status</Th>
        <Th>Version</Th>
        <Th>Dates</Th>
        <Th num>Bought</Th>
        <Th num>Against control</Th>
        <Th hideLabel>Results</Th>
      </TableHead>
      <TableBody>
        {campaigns.map((campaign) => {
          const outcome = outcomes.get(campaign.id);
          return (
            <Tr key={campaign.id} isMuted={campaign.status === "archived"}>
              <RowHeader href={`/campaigns/${campaign.id}`} className="md:max-w-72">
                {campaign.name}
              </RowHeader>
              <Td phone="first">
                <StatusPill status={campaign.status} />
              </Td>
              <Td label="version" className="whitespace-nowrap">
                <Link
                  href={`/segments/${segmentId}/history#version-${campaign.segmentVersion}`}
                  className="num hover:underline"
                >
                  {campaign.segmentVersion}
                  {campaign.segmentVersion < version && <span className="text-ink-3"> of {version}</span>}
                </Link>
              </Td>
              <Td className="num whitespace-nowrap text-ink-2">
                {formatDayRange(campaign.startOn, campaign.endOn, today)}
              </Td>
              <Td num label="Bought">
                <Bought outcome={outcome} />
              </Td>
              <Td num phone="hide">
                <Against outcome={outcome} />
              </Td>
              <Td>
                {outcome && outcome !== "hidden" && (
                  <Link
                    href={`/campaigns/${campaign.id}/results`}
                    className="text-xs text-accent underline underline-offset-2"
                  >
                    Results<span className="sr-only"> of {campaign.name}</span>
                  </Link>
                )}
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

function Bought({ outcome }: { outcome: Outcome | "hidden" | undefined }) {
  if (outcome === "hidden") return <span className="text-ink-3">too few to show</span>;
  if (!outcome || outcome.treated.people === 0) return <span className="text-ink-3">–</span>;
  const { buyers, people } = outcome.treated;
  return (
    <>
      {formatPercent(buyers / people)}{" "}
      <span className="text-xs text-ink-3">of {formatCount(people, "person", "people")}</span>
    </>
  );
}

/** The difference with its interval; "uncertain" while that holds zero. */
function Against({ outcome }: { outcome: Outcome | "hidden" | undefined }) {
  if (!outcome || outcome === "hidden" || !outcome.effect) return <span className="text-ink-3">–</span>;
  const { difference, low, high, isCertain } = outcome.effect;
  return (
    <>
      <span className={isCertain ? "font-medium" : undefined}>{formatPoints(difference)}</span>{" "}
      <span className="text-xs text-ink-3">
        {formatPoints(low)} to {formatPoints(high)}
        {!isCertain && ", uncertain"}
      </span>
    </>
  );
}
