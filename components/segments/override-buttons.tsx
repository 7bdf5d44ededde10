import { ActionButton } from "@/components/ui/action-button";
import type { ActionResult } from "@/lib/result";
import type { OverrideInput } from "@/lib/segments/model";

export type OverrideButtonsProps = {
  segmentId: string;
  person: { customerId: string; name: string };
  isMember: boolean;
  /** What was done by hand; null when the rule alone decides. */
  isIncluded: boolean | null;
  setOverride: (input: OverrideInput) => Promise<ActionResult<unknown>>;
};

/** Put in, keep out, or leave to the rule again: what changes something now, each with its undo. */
export function OverrideButtons({
  segmentId,
  person,
  isMember,
  isIncluded,
  setOverride,
}: OverrideButtonsProps) {
  const base = { segmentId, customerId: person.customerId };
  const undo = { action: setOverride, input: { ...base, isIncluded } };
  const button = (label: string, to: boolean | null, done: string) => (
    <ActionButton
      action={setOverride}
      input={{ ...base, isIncluded: to }}
      done={done}
      undo={undo}
      size="sm"
      aria-label={`${label}: ${person.name}`}
    >
      {label}
    </ActionButton>
  );
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {isIncluded !== true &&
        !isMember &&
        button("Put in by hand", true, `${person.name} was put in by hand`)}
      {isIncluded !== false && isMember && button("Keep out", false, `${person.name} is kept out by hand`)}
      {isIncluded !== null && button("Leave to the rule", null, `The rule decides on ${person.name} again`)}
    </span>
  );
}
