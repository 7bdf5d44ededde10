import { standingWord } from "@/lib/customers/scores/standings";
import { formatDay } from "@/lib/days";
import { currencyUnit, formatList, formatMoney, formatNumber } from "@/lib/format";
import { negate, type RuleNode } from "../rule";
import type { SplitSubject } from "./subject";

/**
 * One part of an axis: some values, a band of numbers or days (from is in, until is not; null is open), or all who
 * have no value.
 */
export type SplitPart =
  | { kind: "values"; values: string[] }
  | { kind: "band"; from: number | null; until: number | null }
  | { kind: "days"; from: string | null; until: string | null }
  | { kind: "unknown" };

/** Parts of one axis are the bits of a number: enough to read, and safe in every integer. */
export const MAX_PARTS = 24;
/** At most as many as one reads at once; each is counted and followed from then on. */
export const MAX_CHILDREN = 60;

/** The condition of a part, as people would write it. */
export function partNode(subject: SplitSubject, part: SplitPart): RuleNode {
  switch (part.kind) {
    case "unknown":
      return subject.unknown ?? { kind: "none", children: [{ kind: "everyone" }] };
    case "values":
      return valuesNode(subject, part.values);
    case "band":
      return bandNode(subject, part.from, part.until);
    case "days":
      return daysNode(subject, part.from, part.until);
  }
}

function valuesNode(subject: SplitSubject, values: readonly string[]): RuleNode {
  const [first = "", ...others] = values;
  switch (subject.type) {
    case "boolean":
      return subject.condition({
        op: others.length > 0 ? "isKnown" : first === "yes" ? "isTrue" : "isFalse",
      });
    case "choices":
      return subject.condition({ op: "hasAnyOf", values: [...values] });
    case "consent":
      return anyOf(values.map((value) => subject.condition({ op: "is", value })));
    case "score":
      return anyOf(values.map((value) => subject.condition({ op: "equals", value: Number(value) })));
    default:
      return subject.condition({ op: "isAnyOf", values: [...values] });
  }
}

function bandNode(subject: SplitSubject, from: number | null, until: number | null): RuleNode {
  if (from === null && until === null) return everyValue(subject);
  if (from === null) return subject.condition({ op: "lessThan", value: until ?? 0 });
  if (until === null) return subject.condition({ op: "atLeast", value: from });
  if (subject.isWhole)
    return subject.condition(
      until - from === 1 ? { op: "equals", value: from } : { op: "isBetween", from, to: until - 1 },
    );
  return {
    kind: "all",
    children: [
      subject.condition({ op: "atLeast", value: from }),
      subject.condition({ op: "lessThan", value: until }),
    ],
  };
}

/** One band over everything: all who have a value. */
function everyValue({ unknown }: SplitSubject): RuleNode {
  return unknown ? negate(unknown) : { kind: "everyone" };
}

function daysNode(subject: SplitSubject, from: string | null, until: string | null): RuleNode {
  if (from === null && until === null) return everyValue(subject);
  if (from === null) return subject.condition({ op: "isBefore", day: until ?? "" });
  if (until === null) return subject.condition({ op: "isAfter", day: dayBefore(from) });
  return subject.condition({ op: "isBetweenDays", from, to: dayBefore(until) });
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

export function anyOf(nodes: RuleNode[]): RuleNode {
  const [only, ...others] = nodes;
  return only && others.length === 0 ? only : { kind: "any", children: nodes };
}

/** The same people with as few parts as possible: values come together, bands that touch become one. */
export function mergeParts(parts: readonly SplitPart[]): SplitPart[] {
  const merged: SplitPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last?.kind === "values" && part.kind === "values")
      merged[merged.length - 1] = { kind: "values", values: [...last.values, ...part.values] };
    else if (last?.kind === "band" && part.kind === "band" && last.until !== null && last.until === part.from)
      merged[merged.length - 1] = { kind: "band", from: last.from, until: part.until };
    else if (last?.kind === "days" && part.kind === "days" && last.until !== null && last.until === part.from)
      merged[merged.length - 1] = { kind: "days", from: last.from, until: part.until };
    else merged.push(part);
  }
  return merged;
}

/** One condition, or a group of them, for all of the parts. */
export function partsNode(subject: SplitSubject, parts: readonly SplitPart[]): RuleNode {
  return anyOf(mergeParts(parts).map((part) => partNode(subject, part)));
}

const CONSENT_WORDS: Record<string, string> = { in: "opted in", out: "opted out", unknown: "not asked" };

/** "LV or EE", "25–34", "under 50 €", "May 2026", "no age": short enough for the head of a column. */
export function partName(subject: SplitSubject, part: SplitPart, currency: string): string {
  switch (part.kind) {
    case "unknown":
      return subject.key.startsWith("orders ") ? "no order" : `no ${lowerLabel(subject.label)}`;
    case "values": {
      const said = part.values.map((value) => valueName(subject, value));
      return said.length > 3
        ? `${said.slice(0, 2).join(", ")} or ${said.length - 2} more`
        : formatList(said, "or");
    }
    case "band":
      return bandName(subject, part.from, part.until, currency);
    case "days":
      return daysName(part.from, part.until);
  }
}

/** The same with what it is of, since a figure alone says nothing in a name: "age 25–34". */
export function partsName(subject: SplitSubject, parts: readonly SplitPart[], currency: string): string {
  const said = formatList(
    mergeParts(parts).map((part) => partName(subject, part, currency)),
    "or",
  );
  const isBare = subject.kind !== "values" && parts.some(({ kind }) => kind !== "unknown");
  if (!isBare) return said;
  if (subject.key === "orders count") return `${said} ${said === "1" ? "order" : "orders"}`;
  const [noun = "", ago = ""] = lowerLabel(subject.label).split(",");
  return `${noun} ${said}${ago}`;
}

function lowerLabel(label: string): string {
  return /^.[A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** A value in the words of the screen: "opted in", "Cannot lose". */
export function valueWord(subject: Pick<SplitSubject, "type" | "key">, value: string): string {
  if (subject.type === "consent") return CONSENT_WORDS[value] ?? value;
  if (subject.type !== "standing") return value;
  return standingWord(subject.key === "standing lifecycle" ? "lifecycle" : "rfmGroup", value);
}

function valueName(subject: SplitSubject, value: string): string {
  if (subject.type === "boolean") return `${subject.label.toLowerCase()}: ${value}`;
  if (subject.type === "score") return `${subject.label.split(" ")[0]?.toLowerCase()} ${value}`;
  return valueWord(subject, value);
}

export function numberName(subject: Pick<SplitSubject, "isMoney">, figure: number, currency: string): string {
  if (subject.isMoney) {
    const { digits } = currencyUnit(currency);
    return formatMoney(figure, currency, figure % 10 ** digits === 0 ? 0 : digits);
  }
  return formatNumber(
    figure,
    Number.isInteger(figure) ? 0 : Math.min(4, String(figure).split(".")[1]?.length ?? 0),
  );
}

function bandName(
  subject: SplitSubject,
  from: number | null,
  until: number | null,
  currency: string,
): string {
  const say = (figure: number) => numberName(subject, figure, currency);
  if (from === null && until === null) return "any";
  if (from === null) return `under ${say(until ?? 0)}`;
  if (until === null) return `${say(from)} and more`;
  if (subject.isWhole && !subject.isMoney)
    return until - from === 1 ? say(from) : `${say(from)}–${say(until - 1)}`;
  return `${say(from)} to under ${say(until)}`;
}

const MONTH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function daysName(from: string | null, until: string | null): string {
  if (from === null && until === null) return "any day";
  if (from === null) return `before ${formatDay(until ?? "")}`;
  if (until === null) return `from ${formatDay(from)}`;
  const [year = 0, month = 1, day = 1] = from.split("-").map(Number);
  const [endYear = 0, endMonth = 1, endDay = 1] = until.split("-").map(Number);
  const months = (endYear - year) * 12 + endMonth - month;
  if (day === 1 && endDay === 1) {
    if (months === 1) return `${MONTH[month - 1]} ${year}`;
    if (months === 3 && month % 3 === 1) return `Q${(month + 2) / 3} ${year}`;
    if (month === 1 && months === 12) return `${year}`;
    if (month === 1 && months % 12 === 0) return `${year}–${endYear - 1}`;
  }
  return `${formatDay(from)} – ${formatDay(dayBefore(until))}`;
}
