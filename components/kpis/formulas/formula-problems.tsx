import type { FormulaProblem } from "@/lib/kpis/formulas/expression";

type FormulaProblemsProps = {
  text: string;
  problems: readonly FormulaProblem[];
  /** Goes to the place of a problem in the editor. */
  onShow?: (problem: FormulaProblem) => void;
};

/** The formula with its first problem marked at its place, and every problem in words. */
export function FormulaProblems({ text, problems, onShow }: FormulaProblemsProps) {
  const [first] = problems;
  if (!first) return null;
  const to = Math.max(first.to, first.from + 1);
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p className="rounded-md bg-sunken px-2.5 py-1.5 font-mono text-xs break-words whitespace-pre-wrap">
        {text.slice(0, first.from)}
        <mark className="rounded-sm bg-bad-soft text-bad underline decoration-wavy underline-offset-4">
          {text.slice(first.from, to) || "\u00a0\u00a0"}
        </mark>
        {text.slice(to)}
      </p>
      <ul className="flex flex-col gap-1">
        {problems.map((problem) => (
          <li
            key={`${problem.from} ${problem.text}`}
            className="flex flex-wrap items-baseline gap-x-2 text-bad"
          >
            {problem.text}
            {onShow && (
              <button
                type="button"
                onClick={() => onShow(problem)}
                className="min-h-6 rounded-sm text-xs text-accent hover:underline coarse:min-h-control"
              >
                {text.slice(problem.from, problem.to).trim()
                  ? `Go to “${text.slice(problem.from, problem.to)}”`
                  : "Go there"}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
