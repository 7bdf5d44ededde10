import { formatCount } from "@/lib/format";
import type { Missing } from "@/lib/segments/templates/template";
import { dimensionWords } from "../words";

/** What the data cannot carry yet, and what it would take: so that a team knows what to collect. */
export function MissingList({ missing }: { missing: readonly Missing[] }) {
  if (missing.length === 0) return null;
  return (
    <details className="rounded-lg border border-line bg-surface" open={missing.length <= 6}>
      <summary className="flex min-h-11 items-center gap-1 px-4 text-sm font-semibold before:content-['▸'] [[open]>&]:before:content-['▾']">
        {formatCount(missing.length, "template")} not offered yet
        <span className="font-normal text-ink-3">the data for them is missing</span>
      </summary>
      <ul className="divide-y divide-line border-t border-line text-sm">
        {missing.map(({ key, name, needs, dimension }) => (
          <li key={key} className="flex flex-wrap items-baseline gap-x-3 px-4 py-1.5">
            <span className="min-w-0 flex-1 basis-56">{name}</span>
            <span className="min-w-0 flex-1 basis-56 text-ink-2">needs {needs}</span>
            <span className="w-28 text-xs text-ink-3">{dimensionWords(dimension)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
