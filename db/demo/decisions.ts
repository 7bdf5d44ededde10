import type { DecisionState } from "@/lib/decisions/decision";
import type { Metric } from "@/lib/kpis/metric";
import type { TeamKey } from "./team";

/** A decision of the story; days count from today, and segments and campaigns go by their keys. */
export type DemoDecision = {
  title: string;
  reason: string;
  by: TeamKey;
  on: number;
  review?: number;
  state: DecisionState;
  outcome?: string;
  segment?: string;
  campaign?: string;
  figure: Metric | "result";
  /** What it led to. */
  version?: { segment: string; version: number };
  led?: string;
};

export const DECISIONS: readonly DemoDecision[] = [
  {
    title: "Repeat the tasting, each quarter, with fewer seats",
    reason:
      "Those who came brought someone along, and the shop floor was full. The interval still holds zero, so the next one is held with the same control share before it becomes a habit.",
    by: "marek",
    on: -148,
    review: -60,
    state: "done",
    outcome: "The next evening waits for the new range; the champions get early access to it first.",
    campaign: "tasting",
    figure: "result",
    led: "early",
  },
  {
    title: "Look at coffee buyers over 90 days instead of 60",
    reason:
      "Whoever brews a bag in six weeks fell out between two orders, and the nudge would have missed them.",
    by: "marek",
    on: -43,
    review: -14,
    state: "done",
    outcome: "The segment holds the six-week drinkers, and its repeat rate is steady.",
    segment: "coffee",
    figure: "repeatRate",
    version: { segment: "coffee", version: 2 },
    led: "refillnudge",
  },
  {
    title: "No second letter to lapsed VIPs",
    reason:
      "The letter cost more than the mail and told us no more. Free delivery stays, by e-mail and with a control group.",
    by: "ada",
    on: -26,
    review: -1,
    state: "open",
    campaign: "winback",
    figure: "result",
  },
  {
    title: "Sell the second box to offices by phone only",
    reason: "Offices answer the phone. E-mail reached the same people a second time in the week.",
    by: "marek",
    on: -80,
    state: "dropped",
    outcome: "Two of nine offices asked for the catalogue by mail, so both channels stay.",
    campaign: "beans",
    figure: "result",
  },
  {
    title: "Give weekend baskets a reason in the week",
    reason:
      "Orders of the weekend basket builders are behind their target. Before the target is lowered, a small offer on Wednesdays is tried with a fifth held out.",
    by: "marek",
    on: -5,
    review: 9,
    state: "open",
    segment: "weekend",
    figure: "orders",
  },
];
