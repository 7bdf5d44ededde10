import type { PlanItem, PlanKind, PlanLink, Span } from "./plan";

type DayStep = { id: string; kind: PlanKind; before: Span; after: Span };

/**
 * One thing a person did: dates of any number of bars; a link made or removed; a tactic placed by hand or left to
 * scheduling; parts added or taken off again, with the links among them.
 */
export type Step =
  | { kind: "days"; label: string; days: readonly DayStep[] }
  | { kind: "link"; label: string; isAdded: boolean; link: PlanLink }
  | { kind: "hand"; label: string; id: string; isByHand: boolean }
  | {
      kind: "parts";
      label: string;
      isAdded: boolean;
      parts: readonly PlanItem[];
      links: readonly PlanLink[];
    };

export type History = { past: readonly Step[]; future: readonly Step[] };

export const NO_HISTORY: History = { past: [], future: [] };

/** After something new nothing can be redone. */
export function record(history: History, step: Step): History {
  return { past: [...history.past, step], future: [] };
}

/** The step to take back and what remains, or null when there is none. */
export function takeBack({ past, future }: History): { step: Step; rest: History } | null {
  const step = past.at(-1);
  return step ? { step: invert(step), rest: { past: past.slice(0, -1), future: [step, ...future] } } : null;
}

/** The step to do again and what remains, or null when there is none. */
export function doAgain({ past, future }: History): { step: Step; rest: History } | null {
  const [step, ...later] = future;
  return step ? { step, rest: { past: [...past, step], future: later } } : null;
}

export function invert(step: Step): Step {
  switch (step.kind) {
    case "days":
      return {
        ...step,
        days: step.days.map((day) => ({ ...day, before: day.after, after: day.before })),
      };
    case "hand":
      return { ...step, isByHand: !step.isByHand };
    case "link":
    case "parts":
      return { ...step, isAdded: !step.isAdded };
  }
}

/** The items and links after a step. What it names and is not there, is left out. */
export function apply(step: Step, items: Map<string, PlanItem>, links: Map<string, PlanLink>): void {
  switch (step.kind) {
    case "days":
      for (const { id, after } of step.days) change(items, id, after);
      return;
    case "hand":
      change(items, step.id, { isByHand: step.isByHand });
      return;
    case "link":
      if (step.isAdded) links.set(step.link.id, step.link);
      else links.delete(step.link.id);
      return;
    case "parts":
      for (const part of step.parts) {
        if (step.isAdded) items.set(part.id, part);
        else items.delete(part.id);
      }
      for (const link of step.links) {
        if (step.isAdded) links.set(link.id, link);
        else links.delete(link.id);
      }
  }
}

function change(items: Map<string, PlanItem>, id: string, to: Partial<PlanItem>): void {
  const item = items.get(id);
  if (item) items.set(id, { ...item, ...to });
}

/** Whose version a step raises. */
export function touched(step: Step): readonly string[] {
  switch (step.kind) {
    case "days":
      return step.days.map(({ id }) => id);
    case "hand":
      return [step.id];
    case "link":
      return [];
    case "parts":
      return step.parts.map(({ id }) => id);
  }
}
