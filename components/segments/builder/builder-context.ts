import { createContext, useContext } from "react";
import type { Day } from "@/lib/days";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import type { NewId } from "@/lib/segments/editing/tree";
import type { RuleCondition, RuleNode } from "@/lib/segments/rule";
import type { EditRule } from "./use-draft";
import type { LineSelection } from "./use-line-selection";
import type { Trial } from "./use-trial";

/** What the picker was opened for: a new line in a group, or another subject for a line. */
export type PickFor = { groupId: string; index?: number; isInNewGroup?: boolean } | { lineId: string };

export type Builder = {
  catalogue: RuleCatalogue;
  /** The workspace's calendar day now, which days said in words are counted from. */
  today: Day;
  /** Products that a search found join the catalogue, so that their names are known. */
  learnProducts: (products: RuleCatalogue["products"]) => void;
  editRule: EditRule;
  newId: NewId;
  /** What is wrong at a line, and whether to say it aloud yet (its fields were left, or saving was tried). */
  problemOf: (lineId: string) => { message: string; isShown: boolean } | null;
  aloneOf: (line: RuleNode) => number | undefined;
  isCounting: boolean;
  /** The person on whom the rule is tried, and whether a line holds for them. */
  trial: Pick<Trial, "person" | "verdictOf">;
  /** Opens the question that makes a segment out of a group. */
  nameGroup: (lineId: string) => void;
  /** Opens the picker of conditions. */
  pick: (what: PickFor) => void;
  /** The focus goes to this line (or to its first field) after the next drawing. */
  focusLine: (lineId: string, part?: "row" | "value") => void;
  say: (text: string) => void;
  selection: LineSelection;
  isDragged: (lineId: string) => boolean;
  startDrag: (lineId: string, event: React.PointerEvent) => void;
};

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("Only inside the rule builder.");
  return builder;
}

/** A condition's own editor: it gives back the condition changed, or its opposite. */
export type ConditionProps<C extends RuleCondition = RuleCondition> = {
  lineId: string;
  condition: C;
  isNegated: boolean;
  onChange: (condition: C, isNegated?: boolean, key?: string) => void;
};
