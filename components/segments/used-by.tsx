import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { StatusPill } from "@/components/campaigns/status-pill";
import { Avatar } from "@/components/ui/avatar";
import { type Day, formatDayRange } from "@/lib/days";
import type { SegmentUses } from "@/lib/segments/segment";

const ROW = "flex min-h-control items-center gap-2 py-1.5 text-sm";

/** The campaigns that target a segment, by their last days first. */
export function CampaignLinks({
  campaigns,
  version,
  today,
}: {
  campaigns: SegmentUses["campaigns"];
  /** The segment's version now: an older one is told. */
  version: number;
  today: Day;
}) {
  return (
    <ul className="divide-y divide-line">
      {campaigns.map((campaign) => (
        <li key={campaign.id} className={ROW}>
          <span className="min-w-0 flex-1">
            <Link href={`/campaigns/${campaign.id}`} className="block truncate hover:underline">
              {campaign.name}
            </Link>
            <span className="num block text-xs text-ink-3">
              {formatDayRange(campaign.startOn, campaign.endOn, today)}
              {campaign.segmentVersion < version && `, on version ${campaign.segmentVersion}`}
            </span>
          </span>
          <StatusPill status={campaign.status} />
        </li>
      ))}
    </ul>
  );
}

/** The personas of a segment as rows. */
export function PersonaLinks({ personas }: { personas: SegmentUses["personas"] }) {
  return (
    <ul className="divide-y divide-line">
      {personas.map((persona) => (
        <li key={persona.id}>
          <Link href={`/personas/${persona.id}`} className={`${ROW} group rounded-sm`}>
            <Avatar name={persona.name} size="md" decorative />
            <span className="min-w-0 flex-1 truncate group-hover:underline">{persona.name}</span>
            <ChevronRight aria-hidden="true" className="size-3.5 flex-none text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Segments by name, each a link: children, those whose rule names this one. */
export function SegmentLinks({ segments }: { segments: readonly { id: string; name: string }[] }) {
  return (
    <ul className="divide-y divide-line">
      {segments.map((segment) => (
        <li key={segment.id}>
          <Link href={`/segments/${segment.id}`} className={`${ROW} hover:underline`}>
            {segment.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
