import { Avatar } from "@/components/ui/avatar";
import type { Day } from "@/lib/days";
import { changedLines, decisionWords, type HistoryLine } from "@/lib/decisions/history";
import { formatMoment } from "@/lib/format";

type DecisionHistoryProps = { lines: readonly HistoryLine[]; timeZone: string; now: Date; today: Day };

/** Who changed what when, newest first, with what was said before and after. */
export function DecisionHistory({ lines, timeZone, now, today }: DecisionHistoryProps) {
  return (
    <ol className="divide-y divide-line">
      {lines.map((line) => {
        const who = line.who ?? "Facet";
        return (
          <li key={line.id} className="flex gap-3 px-4 py-2.5 text-sm">
            <Avatar name={who} size="md" decorative />
            <div className="min-w-0 flex-1">
              <p>
                <span className="font-medium">{who}</span> {decisionWords(line)}
              </p>
              {changedLines(line.detail, today).map(({ word, before, after }) => (
                <p key={word} className="text-xs text-ink-2">
                  <span className="text-ink-3">{word}</span> <del className="break-words">{before}</del>{" "}
                  <span aria-hidden="true">→</span> <ins className="break-words no-underline">{after}</ins>
                </p>
              ))}
            </div>
            <time dateTime={line.at.toISOString()} className="num flex-none text-xs text-ink-3">
              {formatMoment(line.at, timeZone, now)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}
