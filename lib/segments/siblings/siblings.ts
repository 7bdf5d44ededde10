import { formatList } from "@/lib/format";
import type { OverlapPair, OverlapSegment } from "../overlap/overlap";
import type { Rule, RuleNode } from "../rule";

/** How the children of a segment divide it. Counts are null where they are too few for the role to see. */
export type Siblings = {
  parentSize: number | null;
  /** Largest first, at most 50. */
  children: OverlapSegment[];
  /** How many children there are beyond those compared. */
  others: number;
  /** Pairs that share anybody, or too few to tell; most first. */
  pairs: OverlapPair[];
  inNone: number | null;
  inOne: number | null;
  inSeveral: number | null;
};

/** Some people of a parent by the children they are in: none, two or more, or these two. */
export type SiblingPart = { kind: "none" } | { kind: "several" } | { kind: "both"; aId: string; bId: string };

export type SiblingPerson = {
  customerId: string;
  customerNo: number;
  name: string | null;
  externalId: string;
  country: string | null;
  city: string | null;
  orderCount: number;
  spendMinor: number;
  /** Names of the children that they are in. */
  within: string[];
};

const ID = /^[0-9a-f-]{36}$/;

/** As it stands in the address: "none", "several", "a.b" of two ids; null when it makes no sense. */
export function readPart(text: string | undefined): SiblingPart | null {
  if (text === "none" || text === "several") return { kind: text };
  const [aId = "", bId = "", ...more] = (text ?? "").split(".");
  return ID.test(aId) && ID.test(bId) && aId !== bId && more.length === 0 ? { kind: "both", aId, bId } : null;
}

export function partText(part: SiblingPart): string {
  return part.kind === "both" ? `${part.aId}.${part.bId}` : part.kind;
}

const isIn = (segmentId: string): RuleNode => ({ kind: "segment", segmentId });
const both = (aId: string, bId: string): Rule => ({ kind: "all", children: [isIn(aId), isIn(bId)] });

/**
 * The rule of a segment within the parent that holds exactly these people, and goes on to when the children change.
 * Null when there are no children to speak of.
 */
export function siblingRule(
  part: SiblingPart,
  { children, pairs }: Pick<Siblings, "children" | "pairs">,
): Rule | null {
  const ids = children.map(({ id }) => id);
  switch (part.kind) {
    case "none":
      return ids.length > 0 ? { kind: "none", children: ids.map(isIn) } : null;
    case "several":
      return pairs.length > 0 ? { kind: "any", children: pairs.map(({ aId, bId }) => both(aId, bId)) } : null;
    case "both":
      return ids.includes(part.aId) && ids.includes(part.bId) ? both(part.aId, part.bId) : null;
  }
}

/** "Loyal, in no child", "A and B": where a new segment's name begins. */
export function siblingName(
  part: SiblingPart,
  parentName: string,
  { children }: Pick<Siblings, "children">,
): string {
  const nameOf = (id: string) => children.find((child) => child.id === id)?.name ?? "…";
  const name =
    part.kind === "none"
      ? `${parentName}, in no child`
      : part.kind === "several"
        ? `${parentName}, in several children`
        : formatList([nameOf(part.aId), nameOf(part.bId)]);
  return name.slice(0, 120);
}
