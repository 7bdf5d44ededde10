/** What a segment divides people by. */
export const DIMENSIONS = [
  "demographic",
  "geographic",
  "behavioural",
  "psychographic",
  "technographic",
  "firmographic",
  "needs",
  "value",
  "situational",
  "product usage",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Why a membership changed. */
export const CAUSES = ["data", "rule", "time", "manual"] as const;
export type Cause = (typeof CAUSES)[number];
