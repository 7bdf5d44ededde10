import { figureLabel } from "../typed-figure";
import { readFigure } from "../values/amount";
import { type Expression, type FormulaProblem, leavesOf } from "./expression";
import { parseFormula } from "./parse";
import { isOfToday, TERMS, termOf } from "./term";

/** What the workspace has that a formula may name. */
export type Usable = {
  events: readonly { no: number; name: string; label: string }[];
  /** Figures that were typed: keys of the catalogue and names of the workspace's own. */
  typed: readonly string[];
};

export type Checked =
  | { expression: Expression; problems: [] }
  | { expression: null; problems: FormulaProblem[] };

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The event of this name or label. */
export function eventOf(usable: Usable, name: string): Usable["events"][number] | null {
  return usable.events.find((event) => same(event.name, name) || same(event.label, name)) ?? null;
}

/** The typed figure of this name, as it is kept. */
export function typedOf(usable: Usable, name: string): string | null {
  const { figure } = readFigure(name, usable.typed);
  return usable.typed.includes(figure) ? figure : null;
}

/** The formula when all that it names is there; else every problem with its place. */
export function checkFormula(text: string, usable: Usable): Checked {
  const { expression, problem } = parseFormula(text);
  if (expression === null) return { expression, problems: [problem] };
  const leaves = leavesOf(expression);
  const problems = leaves.flatMap((leaf): FormulaProblem[] => {
    const found = leafProblem(leaf, usable);
    return found ? [{ ...leaf.at, text: found }] : [];
  });
  if (leaves.length === 0)
    problems.push({ ...expression.at, text: "This is the same in every period. Use at least one figure." });
  if (problems.length > 0) return { expression: null, problems };
  return { expression, problems: [] };
}

function leafProblem(leaf: ReturnType<typeof leavesOf>[number], usable: Usable): string | null {
  if (leaf.kind === "figure") {
    if (termOf(leaf.name)) return null;
    if (isOfToday(leaf.name)) return `“${leaf.name}” is known of today only, and of no period before.`;
    return `There is no figure “${leaf.name}”.${meant(
      leaf.name,
      TERMS.flatMap((term) => [term.name, term.label]),
    )}`;
  }
  const { subject } = leaf;
  if (subject.kind === "event" && !eventOf(usable, subject.name))
    return `No event is called “${subject.name}”.${meant(
      subject.name,
      usable.events.map(({ name }) => name),
    )}`;
  if (subject.kind === "typed" && !typedOf(usable, subject.name))
    return `No value of “${subject.name}” was typed yet.${meant(subject.name, usable.typed.map(figureLabel))}`;
  return null;
}

/** " Did you mean …?" for the nearest name that is near enough. */
function meant(name: string, names: readonly string[]): string {
  const near = names
    .map((one) => ({ one, steps: stepsBetween(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps)[0];
  return near && near.steps <= Math.max(2, name.length / 3) ? ` Did you mean “${near.one}”?` : "";
}

/** Letters to add, drop or change to make one word of the other (Levenshtein). */
function stepsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
