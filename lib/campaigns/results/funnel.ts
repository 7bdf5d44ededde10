/** What a tagged event says about one person, in the order of the funnel; the rest are side effects. */
export const FUNNEL_STAGES = ["sent", "delivered", "opened", "clicked"] as const;
export const SIDE_STAGES = ["bounced", "unsubscribed", "complained"] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];
export type Stage = FunnelStage | (typeof SIDE_STAGES)[number];
export const STAGES: readonly Stage[] = [...FUNNEL_STAGES, ...SIDE_STAGES];

export const STAGE_WORD: Record<Stage, string> = {
  sent: "Sent",
  delivered: "Delivered",
  opened: "Opened",
  clicked: "Clicked",
  bounced: "Bounced",
  unsubscribed: "Unsubscribed",
  complained: "Complained",
};

export type FunnelStep = {
  label: string;
  people: number;
  /** What `people` is a share of; null for the first step. */
  of: number | null;
};

/** From the audience to clicks. A stage that no event speaks of is left out rather than shown as 0. */
export function funnelSteps(treated: number, people: Partial<Record<Stage, number>>): FunnelStep[] {
  const steps: FunnelStep[] = [{ label: "In the audience", people: treated, of: null }];
  for (const stage of FUNNEL_STAGES) {
    const count = people[stage];
    if (count !== undefined)
      steps.push({ label: STAGE_WORD[stage], people: count, of: steps.at(-1)?.people ?? null });
  }
  return steps;
}
