import { isCondition, type Rule, type RuleNode, walkActive } from "../rule";

/** A place whose change can change who is in a segment. "event:<name>": events of that name. */
export type Source = "customers" | "metrics" | "orders" | "answers" | `event:${string}`;

/** What the rule reads besides other segments. */
export function sourcesOf(rule: Rule): Set<Source> {
  const sources = new Set<Source>();
  walkActive(rule, (node) => {
    const source = sourceOf(node);
    if (source) sources.add(source);
  });
  return sources;
}

function sourceOf(node: RuleNode): Source | null {
  if (!isCondition(node)) return null;
  switch (node.kind) {
    case "everyone":
    case "field":
    case "attribute":
    case "consent":
      return "customers";
    case "score":
    case "standing":
      return "metrics";
    case "orders":
      return node.window || node.where ? "orders" : "metrics";
    case "event":
    case "eventFigure":
    case "eventTime":
      return `event:${node.event}`;
    case "survey":
      return "answers";
    case "segment":
      return null;
  }
}

/** Whether a change of the score formulas alone can change who is in. */
export function readsScores(rule: Rule): boolean {
  let reads = false;
  walkActive(rule, (node) => {
    if (node.kind === "score" || node.kind === "standing") reads = true;
  });
  return reads;
}

const RELATIVE_OPS = ["isInLast", "isMoreThanAgo", "isInNext", "isInThis", "hasAnniversaryWithin"];

/** Whether the turn of the day alone can change who is in: ages, days since, windows counted in days, scores. */
export function followsDays(rule: Rule): boolean {
  let follows = false;
  walkActive(rule, (node) => {
    if (node.kind === "score" || node.kind === "standing") follows = true;
    if (node.kind === "field" && node.field === "age") follows = true;
    if ("test" in node && RELATIVE_OPS.includes(node.test.op)) follows = true;
    if (node.kind === "orders" && (node.figure === "daysSinceFirst" || node.figure === "daysSinceLast"))
      follows = true;
    if ("window" in node && node.window?.kind === "last") follows ||= node.window.unit !== "hours";
  });
  return follows;
}

/** Windows that move with every minute: of an event by its name, or of orders. */
export type HourWindow = { event: string | null; hours: number };

export function hourWindowsOf(rule: Rule): HourWindow[] {
  const windows: HourWindow[] = [];
  walkActive(rule, (node) => {
    if (!("window" in node) || node.window?.kind !== "last" || node.window.unit !== "hours") return;
    windows.push({ event: "event" in node ? node.event : null, hours: node.window.count });
  });
  return windows;
}
