import { clsx } from "clsx";
import { Check } from "lucide-react";

const STEPS = ["File", "Match columns", "Import"] as const;

/** Where an import stands. `current` counts from 0; at 3 every step is behind. */
export function ImportSteps({ current }: { current: 0 | 1 | 2 | 3 }) {
  return (
    <ol aria-label="Steps of the import" className="flex flex-wrap gap-2">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          className={clsx(
            "flex min-h-control items-center gap-1.5 rounded-full border px-3 text-sm",
            index === current
              ? "border-accent bg-accent-soft font-medium text-accent-strong"
              : "border-line text-ink-2",
          )}
        >
          {index < current ? (
            <>
              <Check aria-hidden="true" className="size-3.5" />
              <span className="sr-only">done: </span>
            </>
          ) : (
            <span aria-hidden="true" className="num">
              {index + 1}
            </span>
          )}
          {step}
        </li>
      ))}
    </ol>
  );
}
