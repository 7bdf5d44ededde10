import type { Outcome } from "@/lib/campaigns/results/outcome";
import type { CampaignStatus } from "@/lib/campaigns/status";
import type { Day } from "@/lib/days";
import type { DecisionRow } from "@/lib/decisions/decision";

export const CHAIN_STAGES = ["data", "version", "persona", "campaign", "result", "decision"] as const;
export type ChainStage = (typeof CHAIN_STAGES)[number];

/** What the rule reads, and what was brought in of it last. */
export type ChainData = { words: string[]; imports: ChainImport[] };
export type ChainImport = {
  id: string;
  fileName: string;
  by: string | null;
  day: Day;
  /** Rows that it brought or changed. */
  rows: number;
};
export type ChainVersion = {
  version: number;
  sentence: string;
  note: string;
  sizeBefore: number | null;
  sizeAfter: number | null;
  by: string | null;
  day: Day;
};
export type ChainPersona = { id: string; name: string; tagline: string; by: string | null; day: Day };
export type ChainCampaign = {
  id: string;
  name: string;
  status: CampaignStatus;
  segmentVersion: number;
  startOn: Day;
  endOn: Day;
  /** The day on which it was launched, or written down while it is not. */
  day: Day;
  isLaunched: boolean;
  /** Of the whole campaign; "hidden" when a group is too small for the role, null before the launch. */
  outcome: Outcome | "hidden" | null;
};

export type Chain = {
  today: Day;
  data: ChainData;
  versions: ChainVersion[];
  personas: ChainPersona[];
  campaigns: ChainCampaign[];
  decisions: DecisionRow[];
};

/** A step of the chain, on its day. A campaign appears twice: at its launch, and with its result. */
export type ChainStep = { day: Day; key: string } & (
  | { stage: "data"; brought: ChainImport }
  | { stage: "version"; version: ChainVersion; from: DecisionRow[] }
  | { stage: "persona"; persona: ChainPersona }
  | { stage: "campaign"; campaign: ChainCampaign; from: DecisionRow[] }
  | { stage: "result"; campaign: ChainCampaign; outcome: Outcome | "hidden"; isOver: boolean }
  | { stage: "decision"; decision: DecisionRow }
);

/**
 * The chain in the order in which it came about, oldest first. What is of one day stands in the order data, version,
 * persona, campaign, result, decision. `from`: the decisions that led to it.
 */
export function stepsOf(chain: Chain, segmentId: string): ChainStep[] {
  const { today, data, versions, personas, campaigns, decisions } = chain;
  const ledTo = (holds: (link: DecisionRow["links"][number]) => boolean) =>
    decisions.filter(({ links }) => links.some(holds));
  const steps: ChainStep[] = [
    ...data.imports.map((brought) => ({
      ...{ day: brought.day, key: `data ${brought.id}`, stage: "data" as const, brought },
    })),
    ...versions.map((version) => ({
      ...{ day: version.day, key: `version ${version.version}`, stage: "version" as const, version },
      from: ledTo(
        (link) =>
          link.kind === "version" && link.segment.id === segmentId && link.version === version.version,
      ),
    })),
    ...personas.map((persona) => ({
      ...{ day: persona.day, key: `persona ${persona.id}`, stage: "persona" as const, persona },
    })),
    ...campaigns.map((campaign) => ({
      ...{ day: campaign.day, key: `campaign ${campaign.id}`, stage: "campaign" as const, campaign },
      from: ledTo((link) => link.kind === "campaign" && link.campaign.id === campaign.id),
    })),
    ...campaigns.flatMap((campaign) => {
      const { id, endOn, outcome } = campaign;
      if (!outcome) return [];
      const isOver = endOn < today;
      const day = isOver ? endOn : today;
      return [{ day, key: `result ${id}`, stage: "result" as const, campaign, outcome, isOver }];
    }),
    ...decisions.map((decision) => ({
      ...{ day: decision.decidedOn, key: `decision ${decision.id}`, stage: "decision" as const, decision },
    })),
  ];
  const rank = ({ stage }: ChainStep) => CHAIN_STAGES.indexOf(stage);
  return steps.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : rank(a) - rank(b)));
}
