import Link from "next/link";
import { Pill } from "@/components/ui/pill";
import { STATUS_LABEL } from "@/lib/campaigns/status";
import type { Reach } from "@/lib/customers/profile/profile";

/** The campaigns whose audience holds the person; who is held out is told apart. */
export function CampaignList({ campaigns }: { campaigns: Reach["campaigns"] }) {
  if (campaigns.length === 0)
    return <p className="text-sm text-ink-3">No campaign was launched with this person in its audience.</p>;
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {campaigns.map((campaign) => (
        <li key={campaign.id} className="flex min-h-6 items-center gap-2">
          <Link href={`/campaigns/${campaign.id}`} className="min-w-0 flex-1 truncate hover:underline">
            {campaign.name}
          </Link>
          {campaign.isControl && <Pill>held out</Pill>}
          <span className="flex-none text-xs text-ink-3">{STATUS_LABEL[campaign.status].toLowerCase()}</span>
        </li>
      ))}
    </ul>
  );
}
