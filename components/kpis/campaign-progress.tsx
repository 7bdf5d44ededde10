import Link from "next/link";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { CampaignRow } from "@/lib/campaigns/campaign";
import { type Day, formatDay } from "@/lib/days";
import { formatCount, formatNumber } from "@/lib/format";
import { daysBehind, LAGS } from "@/lib/overview/words";

/** "4 days behind" when less is done than time has passed, else when it ends. */
function standing(campaign: CampaignRow, today: Day): { text: string; isBehind: boolean } {
  const behind = daysBehind(campaign, today);
  if (behind >= LAGS) return { text: `${formatCount(behind, "day")} behind`, isBehind: true };
  return { text: `ends ${formatDay(campaign.endOn, today)}`, isBehind: false };
}

/** Running campaigns with the finished share of their tactics. */
export function CampaignProgress({ campaigns, today }: { campaigns: CampaignRow[]; today: Day }) {
  return (
    <ul className="flex flex-col gap-3">
      {campaigns.map((campaign) => {
        const { text, isBehind } = standing(campaign, today);
        const progress = campaign.progress ?? 0;
        return (
          <li key={campaign.id}>
            <div className="mb-1 flex items-baseline gap-2 text-sm">
              <Link href={`/campaigns/${campaign.id}`} className="min-w-0 flex-1 truncate hover:underline">
                {campaign.name}
              </Link>
              <span className="num text-xs text-ink-2">{formatNumber(progress)} %</span>
              <span className={isBehind ? "text-xs text-warn" : "text-xs text-ink-3"}>{text}</span>
            </div>
            <ProgressBar
              label={`Progress of ${campaign.name}`}
              share={progress / 100}
              tone={isBehind ? 2 : 1}
            />
          </li>
        );
      })}
    </ul>
  );
}
