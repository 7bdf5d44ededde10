import { type Day, formatDay } from "@/lib/days";
import { formatList } from "@/lib/format";

export type HistoryLine = {
  id: string;
  at: Date;
  who: string | null;
  action: string;
  detail: Record<string, unknown>;
};

/** The fields of a decision that can change, in the words of its form. */
export const FIELD_WORD = {
  title: "what was decided",
  reason: "why",
  outcome: "what came of it",
  decidedOn: "the day",
  decidedBy: "who decided",
  reviewOn: "the review day",
} as const;
export type DecisionField = keyof typeof FIELD_WORD;
const FIELDS = Object.keys(FIELD_WORD) as DecisionField[];

export type DecisionValues = Record<DecisionField, string | null>;
/** What each changed field said before and after. */
export type DecisionChanges = Partial<Record<DecisionField, readonly [string | null, string | null]>>;

export function changesOf(before: DecisionValues, after: DecisionValues): DecisionChanges {
  const changed = FIELDS.filter((field) => before[field] !== after[field]);
  return Object.fromEntries(changed.map((field) => [field, [before[field], after[field]]]));
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const isField = (key: string): key is DecisionField => key in FIELD_WORD;

function changesIn(detail: Record<string, unknown>): [DecisionField, unknown[]][] {
  const { changes } = detail;
  if (typeof changes !== "object" || changes === null) return [];
  return Object.entries(changes).flatMap<[DecisionField, unknown[]]>(([field, pair]) =>
    isField(field) && Array.isArray(pair) ? [[field, pair]] : [],
  );
}

/** What was done to a decision, to follow a person's name: "changed why and the review day". */
export function decisionWords({ action, detail }: Pick<HistoryLine, "action" | "detail">): string {
  switch (action) {
    case "decision.made":
      return "recorded the decision";
    case "decision.changed":
      return `changed ${formatList(changesIn(detail).map(([field]) => FIELD_WORD[field]))} of a decision`;
    case "decision.stepped":
      return `set a decision from ${text(detail.from)} to ${text(detail.to)}`;
    case "decision.linked":
      return `linked a decision to ${text(detail.to)}`;
    case "decision.unlinked":
      return `took the link of a decision to ${text(detail.to)} away`;
    case "decision.removed":
      return "removed a decision";
    case "decision.restored":
      return "brought back a decision";
    default:
      return action;
  }
}

/** Readable fields before and after; ids and what is only spelled out elsewhere are left out. */
export function changedLines(
  detail: Record<string, unknown>,
  today: Day,
): { word: string; before: string; after: string }[] {
  const said = (field: DecisionField, value: unknown) => {
    if (value === null || value === "") return "nothing";
    return field === "decidedOn" || field === "reviewOn" ? formatDay(text(value), today) : text(value);
  };
  return changesIn(detail).flatMap(([field, [before, after]]) =>
    field === "decidedBy"
      ? []
      : [{ word: FIELD_WORD[field], before: said(field, before), after: said(field, after) }],
  );
}
