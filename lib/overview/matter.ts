import type { FigureKey } from "@/lib/decisions/figure";

/** Something that waits for a manager, as one sentence with where to act. */
export type Matter = {
  kind: "conflict" | "loss" | "target" | "late";
  title: string;
  detail: string;
  href: string;
  act: string;
  /** What a decision about it is about. */
  about: { segmentId: string | null; campaignId: string | null; figure: FigureKey | null };
  /** The newest open decision about the same, if somebody has decided already. */
  decided: { id: string; title: string } | null;
};
