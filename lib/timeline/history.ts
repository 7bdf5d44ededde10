import type { PlanLink, Span } from "./plan";

type DayStep = { id: string; before: Span; after: Span };

/** One thing a person did: dates of any number of bars, or one link made or removed. */
export type Step =
  | { kind: "days"; label: string; days: readonly DayStep[] }
  | { kind: "link"; label: string; isAdded: boolean; link: PlanLink };

export type History = { past: readonly Step[]; future: readonly Step[] };

export const NO_HISTORY: History = { past: [], future: [] };
const LIMIT = 200;

/** After something new nothing can be redone. */
export function record(history: History, step: Step): History {
  return { past: [...history.past.slice(1 - LIMIT), step], future: [] };
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
  return step.kind === "link"
    ? { ...step, isAdded: !step.isAdded }
    : { ...step, days: step.days.map(({ id, before, after }) => ({ id, before: after, after: before })) };
}

/** A link that was made anew has another id: steps that name the old one follow. */
export function renameLink(history: History, oldId: string, newId: string): History {
  const rename = (step: Step): Step =>
    step.kind === "link" && step.link.id === oldId ? { ...step, link: { ...step.link, id: newId } } : step;
  return { past: history.past.map(rename), future: history.future.map(rename) };
}
