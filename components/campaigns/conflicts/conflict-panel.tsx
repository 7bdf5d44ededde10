import { Card } from "@/components/ui/card";
import type { Conflict } from "@/lib/campaigns/conflicts/conflict";
import { formatCount } from "@/lib/format";
import { type ConflictActions, ConflictList } from "./conflict-list";

/** What is in conflict here, folded up to one line; nothing where nothing is. */
export function ConflictPanel({
  conflicts,
  ...rest
}: {
  conflicts: readonly Conflict[];
  canAllow: boolean;
  actions: ConflictActions;
}) {
  if (conflicts.length === 0) return null;
  const open = conflicts.filter(({ allowed }) => !allowed);
  const quiet = conflicts.length - open.length;
  const [worst] = open;
  return (
    <Card flush>
      <details>
        <summary className="flex min-h-control cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5 text-sm before:content-['▸'] [[open]>&]:before:content-['▾']">
          <span className="font-semibold">
            {open.length > 0 ? (
              <span className="text-bad">{formatCount(open.length, "conflict")}</span>
            ) : (
              "No open conflict"
            )}
          </span>
          {quiet > 0 && <span className="text-ink-3">{formatCount(quiet, "allowed one")}</span>}
          {worst && <span className="min-w-0 text-ink-2">{worst.title}</span>}
        </summary>
        <div className="border-t border-line">
          <ConflictList conflicts={[...open, ...conflicts.filter(({ allowed }) => allowed)]} {...rest} />
        </div>
      </details>
    </Card>
  );
}
