import { formatDay, formatDayRange } from "@/lib/days";
import { formatCount, formatList, formatMoney, formatNumber } from "@/lib/format";
import { BRIEF_WORD, type BriefField } from "../brief";
import { CAMPAIGN_CHANNEL_LABEL, type CampaignStatus, STAGE_LABEL, STATUS_LABEL } from "../status";

/** A line of the audit log about a campaign or its plan. `who` is null for the system. */
export type HistoryEntry = {
  id: string;
  at: Date;
  who: string | null;
  action: string;
  detail: Record<string, unknown>;
};

type Said = Pick<HistoryEntry, "action" | "detail">;

const text = (value: unknown) => (typeof value === "string" ? value : "");
const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
const isBriefField = (key: string): key is BriefField => key in BRIEF_WORD;
const statusWord = (value: unknown) =>
  (STATUS_LABEL[text(value) as CampaignStatus] ?? text(value)).toLowerCase();

/** "budget and end": the parts of the brief that an entry changed. */
export function changedWords(detail: Record<string, unknown>): string {
  return formatList(
    Object.keys(record(detail.changes))
      .filter(isBriefField)
      .map((field) => BRIEF_WORD[field]),
  );
}

const labelOf = (labels: Readonly<Record<string, string>>) => (value: unknown) =>
  labels[text(value)] ?? text(value);
const dayOf = (value: unknown) => formatDay(text(value));
const channelOf = labelOf(CAMPAIGN_CHANNEL_LABEL);

/** How parts read whose values are words, figures or days; people and segments are ids and are left out. */
const READABLE: Partial<Record<BriefField, (value: unknown, currency: string) => string>> = {
  name: text,
  objective: text,
  journeyStage: labelOf(STAGE_LABEL),
  channels: (value) => (Array.isArray(value) ? value.map(channelOf).join(", ") : ""),
  budgetMinor: (value, currency) => formatMoney(Number(value), currency),
  startOn: dayOf,
  endOn: dayOf,
  controlShare: (value) => `${Number(value)}\u00a0%`,
};

/** What each readable part of the brief said before and after. */
export function changedParts(
  detail: Record<string, unknown>,
  currency: string,
): { word: string; before: string; after: string }[] {
  return Object.entries(record(detail.changes)).flatMap(([field, pair]) => {
    const read = isBriefField(field) ? READABLE[field] : undefined;
    if (!isBriefField(field) || !read || !Array.isArray(pair)) return [];
    const said = (value: unknown) => (value === null ? "" : read(value, currency)) || "nothing";
    return [{ word: BRIEF_WORD[field], before: said(pair[0]), after: said(pair[1]) }];
  });
}

const isDone = (point: unknown) => record(point).isDone === true;

/** What a part of a tactic came to be. */
const TACTIC_PART: Readonly<Record<string, (value: unknown) => string>> = {
  name: (value) => `now “${text(value)}”`,
  assigneeId: (value) => (value === null ? "nobody does it" : "who does it"),
  channel: (value) => (value === null ? "no channel" : channelOf(value)),
  startOn: (value) => `from ${dayOf(value)}`,
  endOn: (value) => `until ${dayOf(value)}`,
  hours: (value) => formatCount(Number(value), "hour"),
  progress: (value) => `${Number(value)}\u00a0% done`,
  isByHand: (value) => (value === true ? "placed by hand" : "scheduled by what it waits for"),
  checklist: (value) =>
    Array.isArray(value)
      ? `${value.filter(isDone).length} of ${formatCount(value.length, "point")} done`
      : "",
  links: (value) => (Array.isArray(value) ? formatCount(value.length, "link") : ""),
};

/** ": from 4 May 2026 and 40 % done", or nothing. */
function tacticWords(detail: Record<string, unknown>): string {
  const parts = Object.entries(record(detail.changes)).flatMap(
    ([key, value]) => TACTIC_PART[key]?.(value) ?? [],
  );
  return parts.length > 0 ? `: ${formatList(parts)}` : "";
}

function movedWords(detail: Record<string, unknown>): string {
  const moves = Array.isArray(detail.moves) ? detail.moves.map(record) : [];
  const [first] = moves;
  if (!first) return "moved the plan";
  const to = Array.isArray(first.to) ? first.to : [];
  const where = `“${text(first.name)}” to ${formatDayRange(text(to[0]), text(to[1]))}`;
  const more = moves.length > 1 ? ` and ${moves.length - 1} more` : "";
  return `moved ${where}${more}${detail.isUnapproved ? ", which took the approval back" : ""}`;
}

const commentWords = (detail: Record<string, unknown>) =>
  text(detail.comment) ? `: “${text(detail.comment)}”` : "";

const SPEND_VERB: Record<string, string> = {
  "campaign.spent": "entered",
  "campaign.spendChanged": "changed",
  "campaign.spendRemoved": "removed",
};

function spendWords(action: string, detail: Record<string, unknown>): string {
  const note = text(detail.note) ? ` for “${text(detail.note)}”` : "";
  const before = text(detail.before) ? `, before ${text(detail.before)}` : "";
  return `${SPEND_VERB[action]} spend of ${text(detail.amount)} on ${formatDay(text(detail.spentOn))}${note}${before}`;
}
const andMore = (detail: Record<string, unknown>) =>
  Number(detail.more) > 0 ? ` and ${Number(detail.more)} more` : "";

/** What was done, to follow a person's name: "changed budget and end", "moved “Copy” to 4 – 8 May 2026". */
export function entryWords({ action, detail }: Said): string {
  const item = `“${text(detail.name)}”`;
  switch (action) {
    case "campaign.created":
      return "created the campaign";
    case "campaign.changed":
      return `changed ${changedWords(detail) || "the brief"}${detail.isUnapproved ? ", which took the approval back" : ""}`;
    case "campaign.approved":
      return `approved it${commentWords(detail)}`;
    case "campaign.sentBack":
      return `sent it back${commentWords(detail)}`;
    case "campaign.duplicated":
      return `made it from ${item}`;
    case "campaign.spent":
    case "campaign.spendChanged":
    case "campaign.spendRemoved":
      return spendWords(action, detail);
    case "campaign.commented":
      return detail.itemId ? `commented on ${item}` : "commented";
    case "campaign.commentRemoved":
      return "removed a comment of their own";
    case "campaign.stepped":
      return `set it from ${statusWord(detail.from)} to ${statusWord(detail.to)}`;
    case "campaign.launched":
      return `launched it to ${formatCount(Number(detail.treated), "person", "people")}, with ${formatNumber(Number(detail.control))} held out`;
    case "tactic.accepted":
      return `accepted “${text(detail.name)}”`;
    case "campaign.sent":
      return `sent its audience of ${formatCount(Number(detail.people), "person", "people")} to ${formatList(Array.isArray(detail.webhooks) ? detail.webhooks.map(text) : [])}`;
    case "campaign.imported":
      return "brought it in from a file";
    case "campaign.takenBack":
      return "took its people back";
    case "campaign.exported":
      return `exported ${formatCount(Number(detail.people), "person", "people")} of its audience`;
    case "campaign.excluded":
      return `${detail.isOn ? "leaves" : "no longer leaves"} the people of “${text(detail.otherName)}” out`;
    case "campaign.yielded":
      return detail.isOn ? "lowered its priority" : "raised its priority again";
    case "campaign.allowed":
      return `allowed a conflict: ${text(detail.reason)}`;
    case "campaign.disallowed":
      return "no longer allows a conflict";
    case "campaign.retargeted":
      return `moved ${item} to version ${Number(detail.segmentVersion)}`;
    case "plan.moved":
      return movedWords(detail);
    case "plan.added":
      return `added ${item}${andMore(detail)} to the plan`;
    case "plan.changed":
      return `changed ${item}${tacticWords(detail)}`;
    case "plan.removed":
      return `removed ${item}${andMore(detail)} from the plan`;
    case "plan.restored":
      return `put ${item} back into the plan`;
    case "tactic.taken":
      return `took ${item}`;
    case "tactic.assigned":
      return detail.to ? `handed ${item} to ${text(detail.toName)}` : `released ${item}`;
    case "tactic.finished":
      return `finished ${item}`;
    case "tactic.reopened":
      return `reopened ${item}`;
    case "dependency.added":
      return `let “${text(detail.toName)}” wait for “${text(detail.fromName)}”`;
    case "dependency.removed":
      return `no longer lets “${text(detail.toName)}” wait for “${text(detail.fromName)}”`;
    default:
      return action.replace(".", " ");
  }
}
