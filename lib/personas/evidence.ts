export const EVIDENCE = ["data", "survey", "interview", "assumption"] as const;
export type Evidence = (typeof EVIDENCE)[number];

export const STATEMENT_KINDS = [
  "goal",
  "frustration",
  "motivation",
  "objection",
  "buying habit",
  "preferred channel",
  "payment",
  "say",
  "do not",
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** So many facts fit on a card. */
export const MOST_PINNED = 12;
