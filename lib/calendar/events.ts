import { CAMPAIGN_CHANNEL_LABEL, type CampaignChannel, type CampaignStatus } from "@/lib/campaigns/status";
import type { Day } from "@/lib/days";
import { UNIT_SPACE } from "@/lib/format";
import type { CalendarEvent } from "./ics";

type Dated = { id: string; name: string; startOn: Day; endOn: Day; version: number; updatedAt: Date };

/** A campaign as a calendar shows it. */
export type CampaignEntry = Dated & {
  status: CampaignStatus;
  channels: readonly CampaignChannel[];
  objective: string;
  ownerName: string | null;
};

/** A tactic or milestone, with what its campaign says about it. */
export type ItemEntry = Dated & {
  kind: "tactic" | "milestone";
  channel: CampaignChannel | null;
  progress: number;
  assigneeName: string | null;
  campaign: Pick<CampaignEntry, "id" | "name" | "status" | "version" | "updatedAt">;
};

/** Not agreed yet, or held up. */
const OPEN: readonly CampaignStatus[] = ["draft", "planned", "paused"];
const statusOf = (status: CampaignStatus) => (OPEN.includes(status) ? "TENTATIVE" : "CONFIRMED");
const uidOf = (id: string) => `${id}@facet`;
const lines = (...all: readonly (string | null)[]) => all.filter(Boolean).join("\n");

/** A campaign as an entry; `origin` is where Facet is opened, such as "https://facet.example". */
export function campaignEvent(entry: CampaignEntry, origin: string): CalendarEvent {
  const { id, name, startOn, endOn, version, updatedAt, status, channels, objective, ownerName } = entry;
  return {
    uid: uidOf(id),
    summary: name,
    description: lines(objective, ownerName && `Owner: ${ownerName}`, `Status: ${status}`),
    ...{ startOn, endOn },
    sequence: version,
    changedAt: updatedAt,
    categories: ["Campaign", ...channels.map((channel) => CAMPAIGN_CHANNEL_LABEL[channel])],
    status: statusOf(status),
    url: `${origin}/campaigns/${id}`,
  };
}

/** A tactic or milestone as an entry. Its campaign's changes count as its own: the entry names it and its state. */
export function itemEvent(entry: ItemEntry, origin: string): CalendarEvent {
  const { id, kind, name, startOn, endOn, channel, progress, assigneeName, campaign } = entry;
  return {
    uid: uidOf(id),
    summary: `${name} · ${campaign.name}`,
    description: lines(
      `Campaign: ${campaign.name}, ${campaign.status}`,
      assigneeName && `Assigned to: ${assigneeName}`,
      kind === "milestone"
        ? progress === 100
          ? "Reached"
          : "Not reached yet"
        : `Progress: ${progress}${UNIT_SPACE}%`,
    ),
    ...{ startOn, endOn },
    sequence: entry.version + campaign.version,
    changedAt: new Date(Math.max(entry.updatedAt.getTime(), campaign.updatedAt.getTime())),
    categories: [
      kind === "milestone" ? "Milestone" : "Tactic",
      ...(channel ? [CAMPAIGN_CHANNEL_LABEL[channel]] : []),
    ],
    status: statusOf(campaign.status),
    url: `${origin}/campaigns/${campaign.id}/plan`,
  };
}
