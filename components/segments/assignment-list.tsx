import { formatMoment } from "@/lib/format";
import type { Assignment } from "@/lib/segments/history/version";

/** Who owned the segment when, newest first. */
export function AssignmentList({
  assignments,
  timeZone,
  now,
}: {
  assignments: readonly Assignment[];
  timeZone: string;
  now: Date;
}) {
  return (
    <ol className="divide-y divide-line text-sm">
      {assignments.map((assignment) => (
        <li key={`${assignment.at.toISOString()} ${assignment.action}`} className="px-4 py-2.5">
          <p>
            {sentenceOf(assignment)}
            {assignment.note && <span className="text-ink-2"> “{assignment.note}”</span>}
          </p>
          <time dateTime={assignment.at.toISOString()} className="num text-xs text-ink-3">
            {formatMoment(assignment.at, timeZone, now)}
          </time>
        </li>
      ))}
    </ol>
  );
}

function sentenceOf({ action, fromName, toName, byName }: Assignment): string {
  const by = byName ?? "Facet";
  if (action === "take") return `${toName ?? by} took it`;
  if (action === "accept") return `${toName ?? by} accepted it`;
  if (action === "release")
    return by === fromName || !fromName
      ? `${by} released it`
      : `${by} took it from ${fromName}: free to take`;
  const to = toName ?? "somebody who is gone";
  return !fromName || fromName === by
    ? `${by} handed it over to ${to}`
    : `${by} handed it over from ${fromName} to ${to}`;
}
