import type { PlanLine } from "../copying/plan";
import type { CampaignChannel } from "../status";
import type { CampaignTemplate } from "./template";

/** Brief, texts, sign-off, audience, send, wrap-up: the lines that most campaigns share, over `days`. */
function usualPlan(days: number, channel: CampaignChannel, checks: readonly string[]): PlanLine[] {
  const send = Math.max(3, days - 14);
  return [
    { kind: "tactic", name: "Agree the brief", from: 0, length: 3, hours: 4 },
    {
      ...{ kind: "tactic", name: "Write and design", from: 3, length: 5, hours: 16, channel },
      ...{ checklist: checks, after: [{ line: 0 }] },
    },
    { kind: "milestone", name: "Sign-off", from: 8, length: 1, after: [{ line: 1 }] },
    {
      ...{ kind: "tactic", name: "Check the audience", from: 8, length: 2, hours: 3 },
      checklist: ["Counts look right", "Suppressed and opted-out people are out", "Control group is set"],
    },
    {
      ...{ kind: "tactic", name: "Send and watch", from: 10, length: send, hours: 8, channel },
      after: [{ line: 2 }, { line: 3 }],
    },
    {
      ...{ kind: "tactic", name: "Read the results and decide", from: 10 + send, length: 3, hours: 4 },
      after: [{ line: 4 }],
    },
  ];
}

const all = (offer: string, message: string) => [{ name: "A", channel: null, offer, message }];
const MAIL = ["Subject line", "Text", "Picture", "Links tried", "Read on a phone"];

/** Campaigns by objective, over all five journey stages. */
export const CAMPAIGN_TEMPLATES: readonly CampaignTemplate[] = [
  {
    ...{ key: "introduce", name: "Introduce the range", stage: "awareness", days: 28, controlShare: 10 },
    use: "Shows people who look but have not bought what there is, without a discount.",
    objective: "One visitor in twenty of {segment} orders for the first time within four weeks.",
    channels: ["ads", "social", "web"],
    variants: all(
      "",
      "What {{city|your town}} drinks, wears and gives. Five things to begin with, from {{shop}}.",
    ),
    goals: [{ figure: "conversion", value: 0.05 }],
    plan: usualPlan(28, "social", ["Five products chosen", "Pictures", "Landing page", "Texts of the ads"]),
    suits: [/brows|visit|view|never (?:order|bought)|0 orders|no order|prospect|new/i],
    orOf: ["product usage", "technographic", "situational"],
    needs: "people who visit or look",
  },
  {
    ...{ key: "event", name: "Invite to an event", stage: "awareness", days: 35, controlShare: 0 },
    use: "Brings people who live nearby to a shop, a tasting or an open day.",
    objective: "One in ten of {segment} comes, and half of those order within a month.",
    channels: ["email", "post", "store"],
    variants: all(
      "A seat and something to taste",
      "{{firstName|Dear neighbour}}, we open the doors in {{city|your town}}. A seat is yours.",
    ),
    goals: [{ figure: "buyers", value: 50 }],
    plan: [
      {
        kind: "tactic",
        name: "Place and day",
        from: 0,
        length: 5,
        hours: 8,
        checklist: ["Room", "Food and drink", "Staff"],
      },
      {
        kind: "tactic",
        name: "Invitations",
        from: 5,
        length: 6,
        hours: 10,
        checklist: MAIL,
        after: [{ line: 0 }],
      },
      { kind: "milestone", name: "Invitations are out", from: 12, length: 1, after: [{ line: 1 }] },
      { kind: "milestone", name: "The event", from: 30, length: 1, after: [{ line: 2 }] },
      { kind: "tactic", name: "Thank who came", from: 31, length: 3, hours: 4, after: [{ line: 3 }] },
    ],
    suits: [/city|town|region|postcode|near|lives in|country/i],
    orOf: ["geographic"],
    needs: "people of one place",
  },
  {
    ...{ key: "basket", name: "Finish the basket", stage: "consideration", days: 21, controlShare: 20 },
    use: "Reminds people of what they looked at or left in a basket while they still want it.",
    objective: "One in eight of {segment} finishes the order within three weeks.",
    channels: ["email", "web"],
    variants: [
      ...all(
        "Free delivery until Sunday",
        "{{firstName|Good day}}, it is still here. Delivery is on us until Sunday.",
      ),
      {
        name: "Without an offer",
        channel: null,
        offer: "",
        message: "{{firstName|Good day}}, what you looked at is still here.",
      },
    ],
    goals: [{ figure: "conversion", value: 0.125 }],
    plan: usualPlan(21, "email", MAIL),
    suits: [/basket|cart/i, /view|brows|visit/i],
    orOf: ["product usage", "behavioural"],
    needs: "people who looked or filled a basket",
  },
  {
    ...{ key: "guide", name: "Guide to choosing", stage: "consideration", days: 35, controlShare: 10 },
    use: "Helps people who care about origin, quality or price to decide, in three letters.",
    objective: "Average order of {segment} up by a tenth within five weeks.",
    channels: ["email"],
    variants: all(
      "",
      "{{firstName|Good day}}, three questions before you choose, and what we would take ourselves.",
    ),
    goals: [
      { figure: "orderValue", value: 5_000 },
      { figure: "clickRate", value: 0.15 },
    ],
    plan: usualPlan(35, "email", ["First letter", "Second letter", "Third letter", "Links tried"]),
    suits: [/answer|survey|motive|value|care/i],
    orOf: ["psychographic", "needs", "demographic"],
    needs: "people whose wishes are known",
  },
  {
    ...{ key: "second", name: "Second order", stage: "purchase", days: 42, controlShare: 15 },
    use: "Turns people who bought once into people who buy again, on the day when the first is used up.",
    objective: "One in five of {segment} orders a second time within six weeks.",
    channels: ["email", "sms"],
    variants: [
      ...all(
        "Free delivery on the second order",
        "{{firstName|Good day}}, how was your {{lastProduct|first order}}? The next one travels free.",
      ),
      {
        name: "SMS",
        channel: "sms",
        offer: "",
        message: "{{firstName|Hello}}, your {{lastProduct|order}} may run out soon. {{shop}}",
      },
    ],
    goals: [
      { figure: "conversion", value: 0.2 },
      { figure: "orders", value: 200 },
    ],
    plan: usualPlan(42, "email", MAIL),
    suits: [
      /ordered (?:exactly )?(?:once|1 time)|exactly 1|first order|one order|new (?:buyer|customer|parent)/i,
      /new|first/i,
    ],
    orOf: ["situational", "behavioural"],
    needs: "people who bought once or lately",
  },
  {
    ...{ key: "clearance", name: "Clear the season", stage: "purchase", days: 28, controlShare: 10 },
    use: "Sells what is left to people who wait for a price, and leaves the others in peace.",
    objective: "Half of last season sold to {segment} within four weeks, without a general sale.",
    channels: ["email"],
    variants: all(
      "Up to 40 % on last season",
      "{{firstName|Good day}}, last season costs less from today, while it lasts.",
    ),
    goals: [{ figure: "revenue", value: 1_000_000 }],
    plan: usualPlan(28, "email", ["List of what is reduced", ...MAIL]),
    suits: [/price|discount|voucher|sale|bargain|offer/i],
    orOf: ["value", "needs"],
    needs: "people who wait for a price",
  },
  {
    ...{ key: "refill", name: "Refill reminder", stage: "retention", days: 49, controlShare: 15 },
    use: "Writes to regulars on the day when they run out, not before.",
    objective: "One more order a year from {segment}.",
    channels: ["email", "sms"],
    variants: all("", "{{firstName|Good day}}, your {{lastProduct|usual order}} is due. Shall we keep one?"),
    goals: [{ figure: "conversion", value: 0.3 }],
    plan: usualPlan(49, "email", MAIL),
    suits: [/regular|refill|coffee|tea|nappy|subscri|plan/i, /ordered at least/i],
    orOf: ["behavioural", "product usage"],
    needs: "people who buy the same again",
  },
  {
    ...{ key: "winback", name: "Win back", stage: "retention", days: 35, controlShare: 20 },
    use: "Brings back people who bought often and have stopped, before they are gone.",
    objective: "One in ten of {segment} orders again within five weeks.",
    channels: ["email", "post"],
    variants: [
      ...all(
        "Free delivery for a year",
        "{{firstName|Good day}}, it has been a while since your {{lastProduct|last order}}. Delivery is on us for a year.",
      ),
      {
        name: "Letter",
        channel: "post",
        offer: "Free delivery for a year",
        message: "Dear {{firstName|customer}},\n\nwe miss you in {{city|your town}}.\n\n{{shop}}",
      },
    ],
    goals: [
      { figure: "conversion", value: 0.1 },
      { figure: "revenue", value: 500_000 },
    ],
    plan: [
      ...usualPlan(35, "email", MAIL),
      {
        kind: "tactic",
        name: "Letter by post",
        from: 12,
        length: 6,
        hours: 8,
        channel: "post",
        after: [{ line: 2 }],
      },
    ],
    suits: [
      /laps|lost|quiet|win.?back|churn|at risk|dormant|sleep/i,
      /not ordered|did not order|more than \d+ (?:days|months) ago/i,
    ],
    orOf: ["value"],
    needs: "people who have stopped buying",
  },
  {
    ...{ key: "thanks", name: "Thank the best", stage: "advocacy", days: 28, controlShare: 20 },
    use: "Gives the best customers something first, and a seat for somebody they bring.",
    objective: "One in four of {segment} takes it up, and one in ten brings someone.",
    channels: ["email", "store"],
    variants: all(
      "Two days before everyone",
      "{{firstName|Dear guest}}, before the doors open: two days are yours, and one beside you.",
    ),
    goals: [
      { figure: "buyers", value: 100 },
      { figure: "revenue", value: 1_000_000 },
    ],
    plan: usualPlan(28, "email", MAIL),
    suits: [/champion|best|vip|loyal|top/i, /spend at least|spent at least/i],
    orOf: ["value"],
    needs: "the best customers",
  },
  {
    ...{ key: "refer", name: "Refer a friend", stage: "advocacy", days: 42, controlShare: 10 },
    use: "Lets happy customers bring others, with the same for both.",
    objective: "One in twenty of {segment} brings a new customer within six weeks.",
    channels: ["email", "web"],
    variants: all(
      "A month free for both",
      "{{firstName|Good day}}, a friend of {{shop}} is a friend of yours? A month is free for both.",
    ),
    goals: [{ figure: "clickRate", value: 0.1 }],
    plan: usualPlan(42, "email", ["Page for the code", "Terms", ...MAIL]),
    suits: [/recommend|nps|promoter|likely/i, /champion|loyal|regular|refill/i],
    orOf: ["psychographic", "value"],
    needs: "people who would recommend",
  },
];

const KEYS = CAMPAIGN_TEMPLATES.map(({ key }) => key);
export const TEMPLATE_KEYS = KEYS as [string, ...string[]];

export function templateOf(key: string | undefined): CampaignTemplate | undefined {
  return CAMPAIGN_TEMPLATES.find((template) => template.key === key);
}
