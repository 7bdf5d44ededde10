import type { Channel, ConsentState } from "@/lib/customers/fields";
import type { Standing } from "@/lib/customers/scores/standings";
import type { FieldKey } from "./fields";
import type { NumberTest, PropertyType, ValueTest } from "./operators";

/**
 * The rule language as a plain tree. It holds no SQL and no zod, so the browser and the server share it.
 * Only positive operators: "is not", "has not done" and "none of" are a `not` node or a `none` group.
 * `id` is for editors only (stable while a rule is edited); a node with `isOff` counts as absent.
 */
export type Rule = RuleGroup;
export type RuleNode = RuleGroup | RuleNot | RuleCondition;

type NodeBase = { id?: string; isOff?: boolean };
export type RuleGroup = NodeBase & { kind: GroupKind; children: RuleNode[] };
export type RuleNot = NodeBase & { kind: "not"; child: RuleNode };

export const GROUP_KINDS = ["all", "any", "none"] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Everyone in the workspace: lets a macro segment hold the whole base without an empty rule. */
export type EveryoneCondition = NodeBase & { kind: "everyone" };
/** A built-in field of the customer, by its key in `FIELDS`. */
export type FieldCondition = NodeBase & { kind: "field"; field: FieldKey; test: ValueTest };
/** An attribute the workspace defines, by its key. */
export type AttributeCondition = NodeBase & { kind: "attribute"; attribute: string; test: ValueTest };

export const ORDER_FIGURES = ["count", "spend", "average", "daysSinceFirst", "daysSinceLast"] as const;
export type OrderFigure = (typeof ORDER_FIGURES)[number];
/**
 * A figure over a person's orders. `spend` (net of returns) and `average` are minor units; returns are not
 * counted as orders. Without orders `count` and `spend` are 0 and the other figures are unknown: no test holds.
 * `where` keeps only the matching order lines.
 */
export type OrdersCondition = NodeBase & {
  kind: "orders";
  figure: OrderFigure;
  test: NumberTest;
  window?: RuleWindow;
  where?: OrderFilter;
};
/** Lines of any of these categories (by name) or products (by external id). */
export type OrderFilter = { by: "category" | "product"; anyOf: string[] };

/** How often a person did an event, by the event's name. "Did" is `count` at least 1. */
export type EventCondition = NodeBase & {
  kind: "event";
  event: string;
  count: NumberTest;
  window?: RuleWindow;
  where?: PropertyFilter[];
};
/** All filters of an event condition must hold on the same event. `isNot` turns one into its complement. */
export type PropertyFilter = { property: string; type: PropertyType; test: ValueTest; isNot?: boolean };

export const EVENT_FIGURES = ["sum", "average", "smallest", "largest"] as const;
export type EventFigure = (typeof EVENT_FIGURES)[number];
/**
 * A figure over a number property of a person's events; values of another type are left aside. Without a value the
 * sum is 0 and the other figures are unknown: no test holds.
 */
export type EventFigureCondition = NodeBase & {
  kind: "eventFigure";
  event: string;
  figure: EventFigure;
  property: string;
  test: NumberTest;
  window?: RuleWindow;
  where?: PropertyFilter[];
};
/** The day on which a person did an event for the first or the last time; unknown of who never did. */
export type EventTimeCondition = NodeBase & {
  kind: "eventTime";
  event: string;
  which: "first" | "last";
  test: ValueTest;
  where?: PropertyFilter[];
};

export type ConsentCondition = NodeBase & { kind: "consent"; channel: Channel; status: ConsentState };

/** In the stored membership of another segment, by its public id. */
export type SegmentCondition = NodeBase & { kind: "segment"; segmentId: string };
/** Some answer of the person passes the test. `survey` is the survey's id, `question` the question's key. */
export type SurveyCondition = NodeBase & {
  kind: "survey";
  survey: string;
  question: string;
  test: ValueTest;
};

export const SCORES = [
  "recency",
  "frequency",
  "monetary",
  "engagement",
  "chanceActive",
  "expectedOrders",
  "expectedValue",
] as const;
export type Score = (typeof SCORES)[number];
/**
 * Recency, frequency and monetary are RFM scores 1 to 5 (5 is best); engagement is 0 to 100. What the models expect:
 * the chance of being active in percent, orders and value (minor units) of the coming 12 months.
 */
export type ScoreCondition = NodeBase & { kind: "score"; score: Score; test: NumberTest };

/** Lifecycle stage, RFM group or cell, by the keys of `STANDING_CHOICES`. Who never ordered has no RFM standing. */
export type StandingCondition = NodeBase & { kind: "standing"; standing: Standing; test: ValueTest };

export type RuleCondition =
  | EveryoneCondition
  | FieldCondition
  | AttributeCondition
  | OrdersCondition
  | EventCondition
  | EventFigureCondition
  | EventTimeCondition
  | ConsentCondition
  | SegmentCondition
  | SurveyCondition
  | ScoreCondition
  | StandingCondition;

/**
 * When something happened; absent means ever. Days are calendar days in the workspace's zone: "the last 7 days"
 * is today and the 7 days before it. Hours are counted back from the moment of evaluation.
 */
export type RuleWindow =
  | { kind: "last"; count: number; unit: WindowUnit }
  | { kind: "between"; from: string; to: string }
  | { kind: "since"; from: string }
  | { kind: "before"; to: string };
export const WINDOW_UNITS = ["hours", "days", "weeks", "months"] as const;
export type WindowUnit = (typeof WINDOW_UNITS)[number];

/** Indices of children from the root; the child of a `not` node is 0. The root is `[]`. */
export type RulePath = readonly number[];

/** "" for the root, else "0.2.1": a key for maps and for the `fields` of an AppError. */
export function pathKey(path: RulePath): string {
  return path.join(".");
}

export function isGroup(node: RuleNode): node is RuleGroup {
  return node.kind === "all" || node.kind === "any" || node.kind === "none";
}

export function isCondition(node: RuleNode): node is RuleCondition {
  return node.kind !== "not" && !isGroup(node);
}

/** Children of a group, the one child of a `not`, nothing for a condition. */
export function childrenOf(node: RuleNode): readonly RuleNode[] {
  if (isGroup(node)) return node.children;
  return node.kind === "not" ? [node.child] : [];
}

/** The node at a path, or undefined when the path leads nowhere. */
export function nodeAt(root: RuleNode, path: RulePath): RuleNode | undefined {
  let node: RuleNode | undefined = root;
  for (const index of path) node = node && childrenOf(node)[index];
  return node;
}

/** Visits parents before children, also nodes that are off. */
export function walkRule(
  root: RuleNode,
  visit: (node: RuleNode, path: RulePath) => void,
  path: RulePath = [],
): void {
  visit(root, path);
  childrenOf(root).forEach((child, index) => {
    walkRule(child, visit, [...path, index]);
  });
}

/** Like `walkRule`, but leaves out nodes that are off and all below them. The root is never off. */
export function walkActive(
  root: RuleNode,
  visit: (node: RuleNode, path: RulePath) => void,
  path: RulePath = [],
): void {
  if (root.isOff && path.length > 0) return;
  visit(root, path);
  childrenOf(root).forEach((child, index) => {
    walkActive(child, visit, [...path, index]);
  });
}

/** Whether any condition below (or at) the node is switched on. */
export function hasActive(root: RuleNode): boolean {
  let isThere = false;
  walkActive(root, (node) => {
    if (isCondition(node)) isThere = true;
  });
  return isThere;
}

/** A copy with every node replaced by `change(node)`, children first; null removes a node (and a `not` without its child). */
export function mapRule(
  root: RuleNode,
  change: (node: RuleNode, path: RulePath) => RuleNode | null,
  path: RulePath = [],
): RuleNode | null {
  if (isGroup(root)) {
    const children = root.children
      .map((child, index) => mapRule(child, change, [...path, index]))
      .filter((child) => child !== null);
    return change({ ...root, children }, path);
  }
  if (root.kind === "not") {
    const child = mapRule(root.child, change, [...path, 0]);
    return child && change({ ...root, child }, path);
  }
  return change(root, path);
}

/** The complement: adds a `not`, or takes one away. Keeps `id` and `isOff` on the outer node. */
export function negate(node: RuleNode): RuleNode {
  const { id, isOff, ...rest } = node;
  const outer = { ...(id === undefined ? {} : { id }), ...(isOff === undefined ? {} : { isOff }) };
  if (rest.kind === "not") return { ...rest.child, ...outer };
  return { ...outer, kind: "not", child: rest as RuleNode };
}

/** How many conditions a rule has, also those that are off. */
export function countConditions(root: RuleNode): number {
  let count = 0;
  walkRule(root, (node) => {
    if (isCondition(node)) count += 1;
  });
  return count;
}

export type RuleReferences = {
  attributes: string[];
  events: string[];
  segmentIds: string[];
  categories: string[];
  products: string[];
};

/** Everything outside itself that a rule names, each once; nodes that are off count too. */
export function referencesOf(root: RuleNode): RuleReferences {
  const found = {
    attributes: new Set<string>(),
    events: new Set<string>(),
    segmentIds: new Set<string>(),
    categories: new Set<string>(),
    products: new Set<string>(),
  };
  walkRule(root, (node) => {
    if (node.kind === "attribute") found.attributes.add(node.attribute);
    if ("event" in node) found.events.add(node.event);
    if (node.kind === "segment") found.segmentIds.add(node.segmentId);
    if (node.kind === "orders" && node.where) {
      const into = node.where.by === "category" ? found.categories : found.products;
      for (const value of node.where.anyOf) into.add(value);
    }
  });
  return {
    attributes: [...found.attributes],
    events: [...found.events],
    segmentIds: [...found.segmentIds],
    categories: [...found.categories],
    products: [...found.products],
  };
}

/** Whether two rules say the same, whatever their editors' ids and the order of their keys. */
export function sameRule(one: RuleNode, other: RuleNode): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(
    ([key, held]) => held !== undefined && held !== false && key !== "id",
  );
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(",")}}`;
}
