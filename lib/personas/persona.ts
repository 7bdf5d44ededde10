import type { CampaignStatus, JourneyStage } from "@/lib/campaigns/status";
import type { Evidence, StatementKind } from "./evidence";
import type { Fact, PinnedValue } from "./fact";
import type { Rhythm } from "./rhythm";

export type Statement = {
  id: string;
  kind: StatementKind;
  text: string;
  evidence: Evidence;
  link: string | null;
};

/** A pinned fact: what it was when pinned and what it is now (undefined when the data no longer carries it). */
export type CardFact = {
  key: string;
  pinned: PinnedValue;
  pinnedAt: Date;
  now: Fact | undefined;
  hasDrifted: boolean;
};

export type PersonaCard = {
  id: string;
  name: string;
  tagline: string;
  journeyStage: JourneyStage | null;
  segmentId: string;
  segmentName: string;
  /** Null when it is not counted yet, or smaller than the role may see. */
  size: number | null;
  statementCount: number;
  /** Statements that rest on data, surveys or interviews rather than on an assumption. */
  supportedCount: number;
  factCount: number;
  updatedAt: Date;
};

export type Persona = Omit<PersonaCard, "statementCount" | "supportedCount" | "factCount"> & {
  story: string;
  quote: string;
  archivedAt: Date | null;
  segmentOwnerId: string | null;
  statements: Statement[];
  card: CardFact[];
  computed: SegmentFacts;
  campaigns: { id: string; name: string; status: CampaignStatus }[];
};

export type SegmentFacts = {
  /** Members now; null when the group is smaller than the role may see. */
  size: number | null;
  facts: Fact[];
  rhythm: Rhythm;
};
