import type { CampaignLink, Goal } from "@/lib/campaigns/brief";
import type { CampaignChannel } from "@/lib/campaigns/status";
import type { TeamKey } from "./team";

type DemoVariant = { name: string; channel: CampaignChannel | null; offer?: string; message: string };

export type DemoExtras = {
  /** Beside the first, which is for everybody. */
  variants?: readonly DemoVariant[];
  goals?: readonly Goal[];
  links?: readonly CampaignLink[];
  /** What the money went to, the largest first. */
  spentOn?: readonly string[];
  /** What the team said, the oldest first; `item` is the position of the tactic that it is about. */
  comments?: readonly { who: TeamKey; item?: number; text: string }[];
  /** What the manager wrote when approving it. */
  approved?: string;
  /** What the manager wrote when it came back to draft. */
  sentBack?: string;
};

const brand: CampaignLink = { label: "Brand guide", url: "https://brand.nordlys.example/guide" };

/** The points of "Copy and pictures"; as many are done as the tactic has come. */
export const COPY_POINTS = ["Subject line", "Text", "Pictures chosen", "Links tried", "Read on a phone"];

/** What some campaigns have besides: other messages, targets, links, and where the money went. */
export const EXTRAS: Readonly<Record<string, DemoExtras>> = {
  starter: {
    variants: [
      {
        name: "Second letter",
        channel: "email",
        offer: "Free muslin cloth with the first nappy box",
        message:
          "{{firstName|Dear parents}}, the cloth is still yours. It waits beside the box until Sunday.",
      },
    ],
    goals: [
      { figure: "conversion", value: 0.12 },
      { figure: "revenue", value: 1_800_000 },
    ],
    links: [brand, { label: "Photographs", url: "https://files.nordlys.example/starter-kit" }],
    spentOn: ["Muslin cloths, 900 pieces", "Photographs", "Sending"],
    approved: "Keep the second letter short.",
  },
  winback: {
    variants: [
      {
        name: "Letter",
        channel: "post",
        offer: "Free delivery for a year",
        message:
          "Dear {{firstName|customer}},\n\nyour last {{lastProduct|order}} came late. Delivery to {{city|your door}} is on us for a year.\n\n{{shop}}",
      },
    ],
    goals: [
      { figure: "buyers", value: 60 },
      { figure: "revenue", value: 900_000 },
    ],
    spentOn: ["Letters and postage", "Free deliveries", "Printing"],
  },
  pricedrop: {
    variants: [
      {
        name: "B",
        channel: null,
        offer: "Up to 40 % on last season",
        message:
          "{{firstName|Good day}}, what goes with your {{lastProduct|last order}} costs less from today.",
      },
    ],
    goals: [
      { figure: "revenue", value: 2_400_000 },
      { figure: "clickRate", value: 0.12 },
    ],
    links: [brand, { label: "List of what is reduced", url: "https://files.nordlys.example/last-season" }],
    spentOn: ["E-mail template", "Sending"],
    comments: [
      { who: "marek", text: "@Tomas Per the margin is at 36 %. Look again on Friday." },
      { who: "tomas", item: 4, text: "Sent to the second half this morning, no complaints." },
    ],
    approved: "Stop it when the margin falls below a third.",
  },
  refillnudge: {
    variants: [
      {
        name: "SMS",
        channel: "sms",
        message: "{{firstName|Hello}}, your beans are due on Saturday. Reply 1 and we keep a bag. {{shop}}",
      },
    ],
    goals: [
      { figure: "orders", value: 900 },
      { figure: "conversion", value: 0.3 },
    ],
    spentOn: ["SMS, three thousand", "E-mail template"],
  },
  early: {
    variants: [
      {
        name: "Shop window",
        channel: "email",
        offer: "Two days before everyone",
        message:
          "{{firstName|You}} first: the door in {{city|your town}} opens two days early for {{segment}}.",
      },
    ],
    goals: [{ figure: "revenue", value: 1_500_000 }],
    links: [brand, { label: "Range of the season", url: "https://files.nordlys.example/new-range" }],
    comments: [
      {
        who: "iben",
        item: 1,
        text: "@Ada Lind the first pictures are in. Shall the door be open or closed?",
      },
      {
        who: "ada",
        item: 1,
        text: "Open, and somebody in it. @Tomas Per, is the audience without the staff?",
      },
      { who: "tomas", item: 3, text: "It is. 41 addresses of ours are suppressed." },
      { who: "marek", text: "@June Sato please keep the two days free of other letters to Champions." },
    ],
    approved: "Good. Ten per cent held out is enough here.",
  },
  gifts: {
    goals: [{ figure: "orderValue", value: 6_500 }],
    spentOn: ["Wrapping paper, deposit"],
  },
  referral: { sentBack: "Who pays the free month when both are in the same house? Add it to the offer." },
};

/** Views that a marketer has saved. */
export const VIEWS = [
  { name: "E-mail, by status", query: "channel=email&view=board", isShared: true },
  { name: "What runs now", query: "status=running", isShared: false },
];
