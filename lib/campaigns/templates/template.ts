import type { Dimension } from "@/lib/segments/dimension";
import type { Goal, Variant } from "../brief";
import type { PlanLine } from "../copying/plan";
import type { CampaignChannel, JourneyStage } from "../status";

/** A segment of the workspace as far as a template asks: what it is called and what its rule says. */
export type TemplateSegment = {
  id: string;
  name: string;
  dimension: Dimension;
  /** The rule as a sentence. */
  sentence: string;
  /** Null when it is not counted, or too small for the role. */
  size: number | null;
};

/** A campaign that many teams run. `{segment}` in the objective becomes the name of the segment. */
export type CampaignTemplate = {
  key: string;
  name: string;
  /** What it does for the team, one sentence. */
  use: string;
  stage: JourneyStage;
  objective: string;
  channels: readonly CampaignChannel[];
  days: number;
  controlShare: number;
  variants: readonly Omit<Variant, "id">[];
  goals: readonly Goal[];
  plan: readonly PlanLine[];
  /** What a segment's name or rule says when it is one for this; the first that finds any decides. */
  suits: readonly RegExp[];
  /** Where no words find one: segments of these dimensions. */
  orOf: readonly Dimension[];
  /** The end of "needs a segment of …". */
  needs: string;
};

export type CampaignOffer = { template: CampaignTemplate; segments: TemplateSegment[] };

const MOST = 3;

/** The largest segments that suit a template, at most three. */
function segmentsFor(
  { suits, orOf }: CampaignTemplate,
  segments: readonly TemplateSegment[],
): TemplateSegment[] {
  const bySize = segments
    .filter(({ size }) => size !== 0)
    .toSorted((a, b) => (b.size ?? 0) - (a.size ?? 0) || a.name.localeCompare(b.name));
  for (const words of suits) {
    const found = bySize.filter(({ name, sentence }) => words.test(name) || words.test(sentence));
    if (found.length > 0) return found.slice(0, MOST);
  }
  return bySize.filter(({ dimension }) => orOf.includes(dimension)).slice(0, MOST);
}

/** Templates with the workspace's own segments, and those for which it has none. */
export function offerCampaigns(
  templates: readonly CampaignTemplate[],
  segments: readonly TemplateSegment[],
): { offers: CampaignOffer[]; missing: CampaignTemplate[] } {
  const all = templates.map((template) => ({ template, segments: segmentsFor(template, segments) }));
  return {
    offers: all.filter((offer) => offer.segments.length > 0),
    missing: all.filter((offer) => offer.segments.length === 0).map(({ template }) => template),
  };
}

/** The objective, for this segment. */
export function objectiveFor({ objective }: CampaignTemplate, segmentName: string | undefined): string {
  return objective.replaceAll("{segment}", segmentName ? `“${segmentName}”` : "the segment");
}
