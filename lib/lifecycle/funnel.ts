import { LIFECYCLE_STAGES, type LifecycleStage } from "@/lib/customers/scores/standings";

export type StageCounts = Record<LifecycleStage, number>;

/** From whom we know to who still buys in their rhythm; each step is a part of the one before. */
export function funnelSteps(counts: StageCounts): { name: string; value: number }[] {
  const known = LIFECYCLE_STAGES.reduce((sum, stage) => sum + counts[stage], 0);
  const ordered = known - counts.prospect;
  return [
    { name: "Known", value: known },
    { name: "Placed an order", value: ordered },
    { name: "Not lapsed", value: ordered - counts.lapsed },
    { name: "Buying in their rhythm, or new", value: counts.new + counts.active },
  ];
}
