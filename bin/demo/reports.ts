import { REPORTS } from "@/db/demo/reports";
import { announceReports } from "@/lib/reports/announce/mutations";
import { createReport } from "@/lib/reports/mutations";
import type { Shop } from "./shop";

type Story = { segmentId: (key: string) => string; campaignId: (key: string) => string };
const DAY = 86_400_000;
/** Long enough ago for a week and a month to have ended since. */
const COMPOSED = 40;

/** The manager's reports, composed a while ago, and the notices of the periods that are over. */
export async function composeReports(shop: Shop, end: Date, story: Story): Promise<void> {
  const ctx = shop.as("marek", new Date(end.getTime() - COMPOSED * DAY));
  for (const { name, period, sections, segments, campaigns, recipients } of REPORTS)
    await createReport(ctx, {
      ...{ name, period, sections: [...sections] },
      segmentIds: segments.map(story.segmentId),
      campaignIds: campaigns.map(story.campaignId),
      recipientIds: recipients.map(shop.userId),
    });
  await announceReports(shop.as("ada", end));
}
