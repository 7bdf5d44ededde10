/** Where a person stands by the workspace's score formulas: always one of a fixed list, or unknown. */
export const STANDINGS = ["lifecycle", "rfmGroup", "rfmCell"] as const;
export type Standing = (typeof STANDINGS)[number];
export const STANDING_LABEL: Record<Standing, string> = {
  lifecycle: "Lifecycle stage",
  rfmGroup: "RFM group",
  rfmCell: "RFM cell",
};

export const LIFECYCLE_STAGES = ["prospect", "new", "active", "slipping", "lapsed"] as const;
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number];
export const LIFECYCLE_LABEL: Record<LifecycleStage, string> = {
  prospect: "Prospect",
  new: "New",
  active: "Active",
  slipping: "Slipping",
  lapsed: "Lapsed",
};

/**
 * The named RFM groups: which pairs of recency and frequency score make each. Every pair is in exactly one group.
 * After the grid of CleverTap's RFM report (ten groups), whose lowest corner is parted into hibernating and lost;
 * the monetary score says how much a group is worth and draws no line of its own.
 */
export const RFM_GROUPS = {
  champions: { label: "Champions", pairs: ["54", "55"] },
  loyal: { label: "Loyal", pairs: ["34", "35", "44", "45"] },
  potentialLoyal: { label: "Potentially loyal", pairs: ["42", "43", "52", "53"] },
  newCustomers: { label: "New customers", pairs: ["51"] },
  promising: { label: "Promising", pairs: ["41"] },
  needAttention: { label: "Need attention", pairs: ["33"] },
  aboutToSleep: { label: "About to sleep", pairs: ["31", "32"] },
  cannotLose: { label: "Cannot lose", pairs: ["15", "25"] },
  atRisk: { label: "At risk", pairs: ["13", "14", "23", "24"] },
  hibernating: { label: "Hibernating", pairs: ["21", "22"] },
  lost: { label: "Lost", pairs: ["11", "12"] },
} as const satisfies Record<string, { label: string; pairs: readonly string[] }>;
export type RfmGroup = keyof typeof RFM_GROUPS;

const SCORES = ["5", "4", "3", "2", "1"];
const CELLS = SCORES.flatMap((r) => SCORES.flatMap((f) => SCORES.map((m) => r + f + m)));

/** The keys that a standing can have, the best first: stages, groups, or cells like "545" (recency, frequency, monetary). */
export const STANDING_CHOICES: Record<Standing, readonly string[]> = {
  lifecycle: LIFECYCLE_STAGES,
  rfmGroup: Object.keys(RFM_GROUPS),
  rfmCell: CELLS,
};

/** The words of a key: "Cannot lose" of "cannotLose"; a cell is its own word. */
export function standingWord(standing: Standing, key: string): string {
  if (standing === "lifecycle" && Object.hasOwn(LIFECYCLE_LABEL, key))
    return LIFECYCLE_LABEL[key as LifecycleStage];
  if (standing === "rfmGroup" && Object.hasOwn(RFM_GROUPS, key)) return RFM_GROUPS[key as RfmGroup].label;
  return key;
}

/** The pairs "recency frequency" of these groups; a key that is no group has none. */
export function pairsOf(groups: readonly string[]): string[] {
  return groups.flatMap((key) => (Object.hasOwn(RFM_GROUPS, key) ? RFM_GROUPS[key as RfmGroup].pairs : []));
}

/** The group of a recency and a frequency score, each 1 to 5. */
export function groupOf(recency: number, frequency: number): RfmGroup | null {
  const pair = `${recency}${frequency}`;
  const found = Object.entries(RFM_GROUPS).find(([, { pairs }]) =>
    (pairs as readonly string[]).includes(pair),
  );
  return found ? (found[0] as RfmGroup) : null;
}
