import type { Dimension } from "../dimension";
import type { PropertyType, ValueType } from "../operators";

/**
 * What a workspace has that a rule can name. Plain data: the server compiles against it, the browser checks and
 * words a rule with it. `products` holds only those that matter to the rules at hand (there can be many).
 */
export type RuleCatalogue = {
  /** ISO code of the reporting currency; amounts in rules are its minor units. */
  currency: string;
  attributes: CatalogueAttribute[];
  events: CatalogueEvent[];
  segments: CatalogueSegment[];
  categories: { no: number; name: string }[];
  products: { no: number; externalId: string; name: string }[];
  surveys: CatalogueSurvey[];
};

export type CatalogueAttribute = {
  key: string;
  label: string;
  type: ValueType;
  dimension: Dimension;
  /** For a choice or choices: the values there are; empty when any text is allowed. */
  choices: string[];
  /** GDPR article 9: the kind of special category, or null. */
  special: string | null;
  isPersonal: boolean;
};

export type CatalogueEvent = {
  no: number;
  name: string;
  label: string;
  /** A registered property has a daily roll-up of its own. */
  properties: { key: string; type: PropertyType; isRegistered?: boolean }[];
};

export type CatalogueSegment = {
  id: string;
  no: number;
  name: string;
  isArchived: boolean;
  /** Ids of the segments whose stored membership it reads: its parent and those its rule names. */
  dependsOn: string[];
};

export type CatalogueQuestion = {
  no: number;
  key: string;
  text: string;
  type: "scale" | "choice" | "text";
  choices: string[];
};
export type CatalogueSurvey = { id: string; name: string; questions: CatalogueQuestion[] };

export const EMPTY_CATALOGUE: RuleCatalogue = {
  currency: "EUR",
  attributes: [],
  events: [],
  segments: [],
  categories: [],
  products: [],
  surveys: [],
};

/** The type of value that a question's answers have. */
export function answerType(question: CatalogueQuestion): ValueType {
  if (question.type === "scale") return "number";
  return question.type === "choice" ? "choice" : "text";
}

export function questionOf(catalogue: RuleCatalogue, survey: string, question: string) {
  return catalogue.surveys.find((s) => s.id === survey)?.questions.find((q) => q.key === question);
}

/** Whether following `dependsOn` from `fromId` arrives at `targetId`; true when they are the same. */
export function dependsOnSegment(catalogue: RuleCatalogue, fromId: string, targetId: string): boolean {
  const seen = new Set<string>();
  const open = [fromId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === targetId) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(catalogue.segments.find((segment) => segment.id === id)?.dependsOn ?? []));
  }
  return false;
}

/** Every segment after those that it reads. Those in a circle come in some order: each is refused on its own. */
export function evaluationOrder(catalogue: RuleCatalogue): CatalogueSegment[] {
  const byId = new Map(catalogue.segments.map((segment) => [segment.id, segment]));
  const ordered = new Set<CatalogueSegment>();
  const open = new Set<string>();
  const place = (segment: CatalogueSegment): void => {
    if (ordered.has(segment) || open.has(segment.id)) return;
    open.add(segment.id);
    for (const id of segment.dependsOn) {
      const before = byId.get(id);
      if (before) place(before);
    }
    ordered.add(segment);
  };
  catalogue.segments.forEach(place);
  return [...ordered];
}

/** All that reads the segment, directly or through others, in the order in which to evaluate them. */
export function dependentsOf(catalogue: RuleCatalogue, segmentId: string): CatalogueSegment[] {
  return evaluationOrder(catalogue).filter(
    ({ id }) => id !== segmentId && dependsOnSegment(catalogue, id, segmentId),
  );
}
