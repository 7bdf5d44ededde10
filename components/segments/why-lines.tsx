import { clsx } from "clsx";
import { Check, X } from "lucide-react";
import type { WhyLine } from "@/lib/segments/why";

const INDENT = ["", "pl-5", "pl-10", "pl-14"];

/** The rule line by line: which conditions hold for one person, groups over what they hold. */
export function WhyLines({ lines }: { lines: readonly WhyLine[] }) {
  // A rule whose outermost group holds one line only says the same twice.
  const shown = lines.length === 2 && lines[0]?.isGroup ? lines.slice(1) : lines;
  const least = Math.min(...shown.map(({ level }) => level));
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {shown.map(({ key, level, isGroup, text, holds }) => (
        <li key={key} className={clsx("flex items-start gap-2", INDENT[Math.min(level - least, 3)])}>
          <span
            className={clsx(
              "mt-0.5 grid size-4 flex-none place-items-center rounded-full [&_svg]:size-3",
              holds ? "bg-good-soft text-good" : "bg-bad-soft text-bad",
            )}
          >
            {holds ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
          </span>
          <span className={isGroup ? "text-ink-2" : undefined}>
            {text}
            <span className="sr-only">: {holds ? "holds" : "does not hold"}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
