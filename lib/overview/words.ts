import type { CampaignRow } from "@/lib/campaigns/campaign";
import { type Day, diffDays } from "@/lib/days";
import { formatCount, formatList, formatMoneyShort, formatPercent } from "@/lib/format";
import { relativeChange } from "@/lib/kpis/metric";
import type { SegmentRow } from "@/lib/kpis/report";

/** Days by which a campaign's work lags behind its time; 0 without tactics. */
export function daysBehind({ startOn, endOn, progress }: CampaignRow, today: Day): number {
  if (progress === null) return 0;
  const days = diffDays(startOn, endOn) + 1;
  const elapsed = Math.min(days, diffDays(startOn, today) + 1);
  return Math.max(0, Math.floor(elapsed - (progress / 100) * days));
}

/** From here on a campaign lags: less is noise of a weekend. */
export const LAGS = 2;

/** Which segments pay: who brings most, and whose revenue moved most in either direction. */
export function payingWords(segments: readonly SegmentRow[], currency: string): string {
  const seen = segments.filter(({ isHidden, now }) => !isHidden && now.revenueMinor > 0);
  const most = seen.reduce<SegmentRow | null>(
    (best, row) => (best && best.now.revenueMinor >= row.now.revenueMinor ? best : row),
    null,
  );
  if (!most) return "No segment has brought revenue in these months.";
  const moved = seen.flatMap((row) => {
    const change = relativeChange(row.now.revenueMinor, row.before.revenueMinor);
    return change === null ? [] : [{ name: row.name, change }];
  });
  const up = moved.filter(({ change }) => change > 0).sort((a, b) => b.change - a.change)[0];
  const down = moved.filter(({ change }) => change < 0).sort((a, b) => a.change - b.change)[0];
  const head = `“${most.name}” brings most, ${formatMoneyShort(most.now.revenueMinor, currency)}.`;
  const parts = [
    ...(up ? [`“${up.name}” grew most, by ${formatPercent(up.change, 0)}`] : []),
    ...(down ? [`“${down.name}” fell most, by ${formatPercent(-down.change, 0)}`] : []),
  ];
  return parts.length > 0 ? `${head} ${formatList(parts)}.` : head;
}

/** Which campaigns lag: "2 of 5 lag behind their plan, “Price drop alert” by 9 days." */
export function laggingWords(campaigns: readonly CampaignRow[], today: Day): string {
  const late = campaigns
    .map((campaign) => ({ name: campaign.name, days: daysBehind(campaign, today) }))
    .filter(({ days }) => days >= LAGS)
    .sort((a, b) => b.days - a.days);
  const [first] = late;
  if (!first) return `${formatCount(campaigns.length, "campaign")}, none behind its plan.`;
  const worst = `“${first.name}” by ${formatCount(first.days, "day")}`;
  return late.length === 1 && campaigns.length === 1
    ? `It lags behind its plan by ${formatCount(first.days, "day")}.`
    : `${late.length} of ${formatCount(campaigns.length, "campaign")} ${late.length === 1 ? "lags" : "lag"} behind the plan, ${worst}.`;
}
