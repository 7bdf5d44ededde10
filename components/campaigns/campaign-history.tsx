import { Avatar } from "@/components/ui/avatar";
import { changedParts, entryWords, type HistoryEntry } from "@/lib/campaigns/history/entry";
import { formatMoment } from "@/lib/format";

/** Who did what when, newest first; what a brief said before and after opens below its line. */
export function CampaignHistory({
  entries,
  currency,
  timeZone,
  now,
}: {
  entries: HistoryEntry[];
  currency: string;
  timeZone: string;
  now: Date;
}) {
  return (
    <ol className="divide-y divide-line">
      {entries.map((entry) => {
        const parts = changedParts(entry.detail, currency);
        const who = entry.who ?? "Facet";
        return (
          <li key={entry.id} className="flex gap-3 px-4 py-2.5 text-sm">
            <Avatar name={who} size="md" decorative />
            <div className="min-w-0 flex-1">
              <p>
                <span className="font-medium">{who}</span> {entryWords(entry)}
              </p>
              {parts.length > 0 && (
                <details className="text-xs text-ink-2">
                  <summary className="flex min-h-6 w-max items-center text-ink-3 hover:text-ink">
                    Before and after
                  </summary>
                  <dl className="flex flex-col gap-1 pb-1">
                    {parts.map((part) => (
                      <div key={part.word} className="flex flex-wrap gap-x-2">
                        <dt className="w-24 flex-none text-ink-3">{part.word}</dt>
                        <dd className="min-w-0">
                          <del className="break-words">{part.before}</del> <span aria-hidden="true">→</span>{" "}
                          <ins className="break-words no-underline">{part.after}</ins>
                        </dd>
                      </div>
                    ))}
                  </dl>
                </details>
              )}
            </div>
            <time dateTime={entry.at.toISOString()} className="num flex-none text-xs text-ink-3">
              {formatMoment(entry.at, timeZone, now)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}
