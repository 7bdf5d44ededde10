import { Button } from "@/components/ui/button";
import { BRIEF_WORD, type BriefField } from "@/lib/campaigns/brief";
import { formatCount } from "@/lib/format";
import type { BriefChanges, useBrief } from "./use-brief";

function shownValue(value: unknown): string {
  if (value === null || value === "") return "nothing";
  return Array.isArray(value) ? formatCount(value.length, "entry", "entries") : String(value);
}

/** Both values side by side, to keep one. */
export function BriefConflict({
  brief,
  campaign,
}: {
  brief: ReturnType<typeof useBrief>;
  campaign: Required<BriefChanges>;
}) {
  const { conflict } = brief;
  if (!conflict) return null;
  const fields = Object.keys(conflict.changes) as BriefField[];
  return (
    <section role="alert" className="rounded-lg bg-warn-soft p-4 text-sm">
      <p>
        <span className="font-medium text-warn">Someone else changed this campaign.</span> {conflict.message}
      </p>
      <dl className="mt-2 flex flex-col gap-2">
        {fields.map((field) => (
          <div key={field}>
            <dt className="text-xs text-ink-2">{BRIEF_WORD[field]}</dt>
            <dd className={"grid gap-2 sm:grid-cols-2"}>
              <span className="rounded-md bg-surface p-2 whitespace-pre-line">
                <span className="block text-2xs text-ink-3">Yours</span>
                {shownValue(conflict.changes[field])}
              </span>
              <span className="rounded-md bg-surface p-2 whitespace-pre-line">
                <span className="block text-2xs text-ink-3">Now</span>
                {shownValue(campaign[field])}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 flex gap-2">
        <Button onClick={brief.keepMine}>Keep mine</Button>
        <Button variant="ghost" onClick={brief.takeTheirs}>
          Take theirs
        </Button>
      </div>
    </section>
  );
}
