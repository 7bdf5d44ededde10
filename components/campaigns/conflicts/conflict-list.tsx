import Link from "next/link";
import { Pill } from "@/components/ui/pill";
import type { Action } from "@/components/ui/use-action";
import { CONFLICT_LABEL, type Conflict } from "@/lib/campaigns/conflicts/conflict";
import type { Allowance, AllowanceRef, Remedy } from "@/lib/campaigns/conflicts/model";
import { AllowButton, DisallowButton, RemedyButton } from "./conflict-buttons";

export type ConflictActions = {
  apply: Action<Remedy, { undo: Remedy }>;
  allow: Action<Allowance, void>;
  disallow: Action<AllowanceRef, void>;
};

/** Conflicts with what they touch, and what can be done about each: one press, which can be undone. */
export function ConflictList({
  conflicts,
  canAllow,
  actions,
}: {
  conflicts: readonly Conflict[];
  canAllow: boolean;
  actions: ConflictActions;
}) {
  return (
    <ul className="divide-y divide-line">
      {conflicts.map((conflict) => (
        <li
          key={conflict.key}
          id={conflict.key}
          className="flex scroll-mt-16 flex-col gap-2 px-4 py-3 target:bg-accent-soft"
        >
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Pill tone={conflict.allowed ? "plain" : "bad"}>{CONFLICT_LABEL[conflict.kind]}</Pill>
            <span className="text-base">{conflict.title}</span>
            <span className="text-sm text-ink-3">{conflict.detail}</span>
          </div>
          {conflict.campaigns.length > 0 && (
            <p className="flex flex-wrap gap-x-3 text-sm">
              {conflict.campaigns.map(({ id, name }) => (
                <Link
                  key={id}
                  href={`/campaigns/${id}`}
                  className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
                >
                  {name}
                </Link>
              ))}
            </p>
          )}
          {conflict.allowed ? (
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
              <span>
                Allowed{conflict.allowed.by && ` by ${conflict.allowed.by}`}: {conflict.allowed.reason}
              </span>
              {canAllow && <DisallowButton conflict={conflict} action={actions.disallow} />}
            </p>
          ) : (
            <div className="flex flex-wrap items-center gap-2 print:hidden">
              {conflict.stuck && <p className="text-sm text-ink-2">{conflict.stuck}</p>}
              {conflict.remedies.map((proposed) => (
                <RemedyButton key={proposed.label} proposed={proposed} action={actions.apply} />
              ))}
              {canAllow && (
                <AllowButton conflict={conflict} allow={actions.allow} disallow={actions.disallow} />
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
