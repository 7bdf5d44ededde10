import type { ReviewVerdict } from "../status";

/** What a manager decided about a planned campaign. `who` is null for somebody who is gone. */
export type ReviewRow = {
  id: string;
  verdict: ReviewVerdict;
  comment: string;
  who: string | null;
  at: Date;
};
