import type { CampaignStatus, JourneyStage } from "@/lib/campaigns/status";
import type { Day } from "@/lib/days";
import type { DriftState, PinnedValue } from "./drift";
import type { Evidence, StatementKind } from "./evidence";
import type { Fact } from "./fact";
import type { Rhythm } from "./rhythm";

export type Statement = {
  id: string;
  kind: StatementKind;
  text: string;
  evidence: Evidence;
  link: string | null;
  noteId: string | null;
};

/** What somebody said, by their role and never by name. */
export type Note = {
  id: string;
  title: string;
  heldOn: Day;
  who: string;
  text: string;
  quotes: string[];
  byName: string | null;
  updatedAt: Date;
};

/** A pinned fact: what it was when pinned and what it is now (undefined when the data no longer carries it). */
export type CardFact = {
  key: string;
  pinned: PinnedValue;
  pinnedAt: Date;
  now: Fact | undefined;
  drift: DriftState;
};

/** A pinned fact that no longer held at the last check, with what it was and what it had become. */
export type StaleFact = { key: string; label: string; was: string; now: string | null; since: Date };

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
  noteCount: number;
  /** Hidden, and then empty, where the segment is. */
  stale: StaleFact[];
  factsCheckedAt: Date | null;
  updatedAt: Date;
  archivedAt: Date | null;
};

export type Persona = Pick<
  PersonaCard,
  | "id"
  | "name"
  | "tagline"
  | "journeyStage"
  | "segmentId"
  | "segmentName"
  | "size"
  | "factsCheckedAt"
  | "updatedAt"
  | "archivedAt"
> & {
  story: string;
  quote: string;
  segmentOwnerId: string | null;
  statements: Statement[];
  notes: Note[];
  card: CardFact[];
  computed: SegmentFacts;
  campaigns: { id: string; name: string; status: CampaignStatus }[];
  /** Other personas of the same segment. */
  siblings: { id: string; name: string }[];
};

export type SegmentFacts = {
  /** Members now; null when the group is smaller than the role may see. */
  size: number | null;
  facts: Fact[];
  /** Keys of facts that are there, of fewer people than the role may see. */
  hidden: string[];
  rhythm: Rhythm;
  /** How many members and customers were asked where there are too many to count; null when all were. */
  sample: { members: number; base: number } | null;
  /** When the members were counted; null when that was just now. */
  countedAt: Date | null;
};
