import { entryWords } from "@/lib/campaigns/history/entry";
import { decisionWords } from "@/lib/decisions/history";
import { formatCount, formatList } from "@/lib/format";

/** A line of the log. `who` is null for what Facet did by itself. */
export type AuditLine = {
  id: string;
  at: Date;
  who: string | null;
  action: string;
  subject: string | null;
  detail: Record<string, unknown>;
};

/** What a line is about: a thing with a page, found by its id, or words. */
export type About =
  | { noun: "segment" | "campaign" | "persona"; id: string }
  | { words: string; href?: string }
  | null;

type Said = Pick<AuditLine, "action" | "subject" | "detail">;

const text = (value: unknown) => (typeof value === "string" ? value : "");
const record = (value: unknown) =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};

const CAMPAIGN_NOUNS = ["campaign", "plan", "tactic", "dependency"];
const nounOf = (action: string) => action.split(".")[0] ?? "";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const pageOf = (noun: "segment" | "campaign" | "persona", id: unknown): About =>
  UUID.test(text(id)) ? { noun, id: text(id) } : null;

/** By the words that the line carries; a removed one still has its page. */
const titled = (noun: string, { subject, detail }: Said): About => ({
  words: `“${text(detail.title)}”`,
  ...(subject && { href: `/${noun}s/${subject}` }),
});

/** What the line is about. */
export function aboutOf({ action, subject, detail }: Said): About {
  const noun = nounOf(action);
  if (noun === "segment" || noun === "persona") return pageOf(noun, subject);
  if (CAMPAIGN_NOUNS.includes(noun)) return pageOf("campaign", subject);
  if (noun === "feed" || noun === "export") return pageOf("campaign", detail.campaignId);
  if (noun === "decision" || noun === "report") return titled(noun, { action, subject, detail });
  if (noun === "target") return pageOf("segment", detail.segmentId);
  if (noun === "invitation") return { words: text(detail.email) || "whoever has the link" };
  return text(detail.name) ? { words: text(detail.name) } : null;
}

const SETTING_WORD: Record<string, string> = {
  name: "the name",
  currency: "the currency",
  timeZone: "the time zone",
  floor: "the smallest group shown",
  contactCap: "the contact cap",
  contactCapDays: "the days of the contact cap",
  contactRules: "the contact rules by channel",
  workdays: "the working days",
  holidays: "the days off",
  label: "the name",
  dimension: "the dimension",
  special: "the special category",
  isPersonal: "whether it is personal",
  choices: "the choices",
};

const wordsOf = (value: unknown) => (Array.isArray(value) ? value.map(text) : []);

const changedSettings = (detail: Record<string, unknown>) =>
  formatList(Object.keys(record(detail.changes)).map((key) => SETTING_WORD[key] ?? key));

const FEED_OF: Record<string, string> = {
  person: "of their own work",
  campaign: "of a campaign",
  workspace: "of the whole workspace",
};

const as = (role: unknown) => `${/^[aeiou]/.test(text(role)) ? "an" : "a"} ${text(role)}`;

const WORDS: Record<string, (detail: Record<string, unknown>) => string> = {
  "session.opened": () => "signed in",
  "session.ended": (detail) => `ended ${formatCount(Number(detail.count), "session")} of their own`,
  "account.renamed": (detail) => `changed their name from ${text(detail.from)} to ${text(detail.to)}`,
  "account.passwordChanged": () => "changed their password",
  "member.joined": (detail) => `joined as ${as(detail.role)}`,
  "member.roleChanged": (detail) => `changed the role from ${text(detail.from)} to ${text(detail.to)}`,
  "member.hoursChanged": (detail) => `set the weekly hours from ${detail.from} to ${detail.to}`,
  "member.removed": () => "removed from the workspace",
  "invitation.created": (detail) => `invited ${as(detail.role)}`,
  "invitation.revoked": (detail) => `withdrew an invitation as ${text(detail.role)}`,
  "workspace.created": () => "created the workspace",
  "workspace.changed": (detail) => `changed ${changedSettings(detail)}`,
  "field.changed": (detail) => `changed ${changedSettings(detail)} of a field`,
  "property.registered": () => "registered a property of an event",
  "property.released": () => "released a property of an event",
  "value.requested": () => "asked for everybody’s expected value",
  "value.stopped": () => "stopped the run of expected values",
  "scores.changed": (detail) => `changed the formula of ${formatList(wordsOf(detail.parts))}`,
  "import.started": (detail) => `began to import ${text(detail.kind)}`,
  "import.finished": (detail) =>
    `imported ${formatCount(Number(detail.created), "new row")}, ${formatCount(Number(detail.rejected), "row")} set aside`,
  "import.cancelled": () => "stopped an import",
  "import.failed": () => "could not finish an import",
  "segment.created": () => "created a segment",
  "segment.updated": (detail) => (detail.version ? `saved version ${detail.version}` : "changed a segment"),
  "segment.archived": () => "archived a segment",
  "segment.restored": () => "restored a segment",
  "segment.split": (detail) =>
    `split a segment into ${formatCount(Array.isArray(detail.segmentIds) ? detail.segmentIds.length : 0, "part")}`,
  "segment.splitUndone": () => "took the split of a segment back",
  "segment.taken": () => "took a segment",
  "segment.handedOver": () => "handed a segment over",
  "segment.accepted": () => "accepted a segment",
  "segment.released": () => "released a segment",
  "segment.overridden": (detail) =>
    `${detail.isIncluded ? "put one customer into" : "took one customer out of"} a segment`,
  "segment.exported": (detail) =>
    `exported ${formatCount(Number(detail.people), "person", "people")} of a segment`,
  "segment.copied": (detail) =>
    `copied ${formatCount(Number(detail.people), "person", "people")} into a fixed list`,
  "baseline.saved": () => "saved a baseline of the plan",
  "baseline.renamed": (detail) => `renamed the baseline “${text(detail.from)}”`,
  "baseline.deleted": () => "deleted a baseline of the plan",
  "feed.created": (detail) => `created a calendar feed ${FEED_OF[text(detail.kind)] ?? ""}`,
  "feed.revoked": (detail) => `revoked a calendar feed ${FEED_OF[text(detail.kind)] ?? ""}`,
  "export.timeline": (detail) =>
    `exported the timeline of ${formatCount(Number(detail.campaigns), "campaign")} as ${text(detail.format).toUpperCase()}`,
  "webhook.created": (detail) => `created a webhook to ${text(detail.url)}`,
  "webhook.changed": (detail) => `changed a webhook to ${text(detail.url)}`,
  "webhook.turnedOn": () => "turned a webhook on",
  "webhook.turnedOff": () => "turned a webhook off",
  "webhook.stopped": () => "turned a webhook off whose endpoint fails",
  "webhook.rotated": () => "made a new secret for a webhook",
  "webhook.removed": () => "removed a webhook",
  "persona.created": () => "created a persona",
  "persona.changed": () => "changed a persona",
  "persona.drift accepted": () => "accepted new values of a persona’s facts",
  "persona.drift undone": () => "brought back the old values of a persona’s facts",
  "persona.duplicated": () => "duplicated a persona",
  "persona.fact pinned": () => "pinned a fact to a persona",
  "persona.fact unpinned": () => "unpinned a fact of a persona",
  "persona.note added": () => "added a research note to a persona",
  "persona.note changed": () => "changed a research note of a persona",
  "persona.note removed": () => "removed a research note of a persona",
  "persona.note restored": () => "brought back a research note of a persona",
  "persona.archived": () => "archived a persona",
  "persona.restored": () => "restored a persona",
  "target.set": () => "set a target",
  "target.removed": () => "removed a target",
  "figure.typed": (detail) =>
    `typed ${formatCount(Number(detail.count), "value")}${Number(detail.replaced) > 0 ? `, ${detail.replaced} of them anew` : ""}`,
  "figure.removed": () => "removed a typed value",
  "figure.undone": (detail) => `took ${formatCount(Number(detail.count), "typed value")} back`,
  "formula.created": () => "defined a KPI",
  "formula.changed": () => "changed a KPI of the workspace’s own",
  "formula.archived": () => "archived a KPI of the workspace’s own",
  "formula.restored": () => "brought back a KPI of the workspace’s own",
  "report.created": () => "composed a report",
  "report.changed": () => "changed a report",
  "report.removed": () => "removed a report",
  "report.restored": () => "brought back a report",
};

/** "import.undone" as "import: undone": readable for an action that has no words of its own yet. */
function plainWords(action: string): string {
  const [noun = "", ...verb] = action.split(".");
  const words = verb.join(" ").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words ? `${noun}: ${words}` : noun;
}

/** What was done, to follow a person's name: "changed the role from marketer to manager". */
export function auditWords({ action, detail }: Pick<AuditLine, "action" | "detail">): string {
  const own = WORDS[action];
  if (own) return own(detail);
  if (nounOf(action) === "decision") return decisionWords({ action, detail });
  return CAMPAIGN_NOUNS.includes(nounOf(action)) ? entryWords({ action, detail }) : plainWords(action);
}
