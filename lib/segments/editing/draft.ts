import type { Dimension } from "../dimension";
import { type Rule, sameRule } from "../rule";
import { bareRule } from "./tree";

/** What the editor edits, all of it under one undo. */
export type Draft = {
  name: string;
  description: string;
  dimension: Dimension;
  /** The segment that this one narrows. */
  parentId: string | null;
  rule: Rule;
};

export type EditedSegment = Draft & {
  segmentId: string;
  version: number;
  /** Null when it was not counted yet. */
  size: number | null;
  isArchived: boolean;
  /** A fixed list of people: it has no rule to edit. */
  isFixed: boolean;
  /** Of the version: who made it, when and with which note. */
  savedBy: string | null;
  savedAt: Date | null;
  note: string | null;
};

export type ParentChoice = {
  id: string;
  name: string;
  parentId: string | null;
  size: number | null;
  sentence: string;
};

/** Somebody whom a rule can be tried on; a role that may not see who it is gets the key alone. */
export type PersonToTry = { customerId: string; title: string; hint: string };

/** What of a draft differs from what is stored: the input of the save. The rule is without the editor's ids. */
export function changesOf(draft: Draft, stored: Draft): Partial<Draft> {
  const { name, description, dimension, parentId, rule } = draft;
  return {
    ...(name.trim() !== stored.name && { name }),
    ...(description.trim() !== stored.description && { description }),
    ...(dimension !== stored.dimension && { dimension }),
    ...(parentId !== stored.parentId && { parentId }),
    ...(!sameRule(rule, stored.rule) && { rule: bareRule(rule) }),
  };
}

export function isChanged(draft: Draft, stored: Draft): boolean {
  return Object.keys(changesOf(draft, stored)).length > 0;
}

/** The parent, its parent and so on up to the macro segment, outermost first. */
export function ancestorsOf(parentId: string | null, choices: readonly ParentChoice[]): ParentChoice[] {
  const chain: ParentChoice[] = [];
  for (let id = parentId; id !== null && chain.length <= choices.length; ) {
    const parent = choices.find((choice) => choice.id === id);
    if (!parent) break;
    chain.unshift(parent);
    id = parent.parentId;
  }
  return chain;
}
