import type { Stratum } from "@/lib/campaigns/launch/strata";
import type { CampaignChannel, CampaignStatus, DependencyType, JourneyStage } from "@/lib/campaigns/status";
import type { TeamKey } from "./team";

export type DemoTactic = {
  name: string;
  /** Days from the campaign's start; a milestone has length 1. */
  from: number;
  length: number;
  who?: TeamKey;
  channel?: CampaignChannel;
  hours?: number;
  progress?: number;
  isMilestone?: boolean;
  /** The item (by position) that it waits for. */
  after?: { item: number; type?: DependencyType; lag?: number };
};
export type DemoCampaign = {
  key: string;
  name: string;
  objective: string;
  stage: JourneyStage;
  channels: CampaignChannel[];
  segments: string[];
  persona?: string;
  owner?: TeamKey;
  offer: string;
  message: string;
  budget: number;
  spent: number;
  control: number;
  /** By what the control group is balanced. */
  balance?: Stratum[];
  /** Days from today. */
  start: number;
  length: number;
  status: CampaignStatus;
  /** How many of the treated order because of it, per hundred. */
  lift?: number;
  sends?: number;
  after?: string;
  plan: DemoTactic[];
};

/** The steps that most campaigns here have: brief, copy, sign-off, audience, send, wrap-up. */
export function steps(
  done: number,
  who: { lead: TeamKey; copy: TeamKey; data: TeamKey | undefined },
  length: number,
): DemoTactic[] {
  const at = (position: number) => (done > position ? 100 : done === position ? 40 : 0);
  const data = who.data === undefined ? {} : { who: who.data };
  return [
    { name: "Write the brief", from: 0, length: 3, who: who.lead, hours: 6, progress: at(0) },
    {
      name: "Copy and pictures",
      from: 3,
      length: 5,
      who: who.copy,
      hours: 16,
      progress: at(1),
      after: { item: 0 },
    },
    {
      name: "Creative sign-off",
      from: 8,
      length: 1,
      who: "marek",
      progress: at(2),
      isMilestone: true,
      after: { item: 1 },
    },
    {
      name: "Check the audience",
      from: 6,
      length: 3,
      ...data,
      hours: 5,
      progress: at(3),
      after: { item: 1, type: "SS", lag: 2 },
    },
    {
      name: "Send and watch",
      from: 9,
      length: Math.max(3, length - 13),
      who: who.lead,
      channel: "email",
      hours: 10,
      progress: at(4),
      after: { item: 2 },
    },
    {
      name: "Wrap up and decide",
      from: length - 4,
      length: 4,
      who: who.lead,
      hours: 6,
      progress: at(5),
      after: { item: 4, type: "FF", lag: 1 },
    },
  ];
}
