import { ActionButton } from "@/components/ui/action-button";
import { Person } from "@/components/ui/avatar";
import { HandOver } from "@/components/work/hand-over";
import type { ActionResult } from "@/lib/result";
import type { HandOverInput } from "@/lib/segments/model";
import type { SegmentDetail } from "@/lib/segments/segment";
import type { NamedKey } from "@/lib/timeline/plan";
import type { OwnerActions } from "./segment-cells";

export type SegmentOwnerProps = {
  segment: Pick<SegmentDetail, "id" | "name" | "owner" | "status">;
  /** Who may own it; without the present owner. */
  people: readonly NamedKey[];
  /** May take what nobody owns. */
  mayTake: boolean;
  /** May give it away or free it: its owner, and who edits segments. */
  mayGive: boolean;
  actions: OwnerActions & { handOver: (input: HandOverInput) => Promise<ActionResult<unknown>> };
};

/** Who owns the segment, and Take, Hand over and Release as far as the reader may. */
export function SegmentOwner({ segment, people, mayTake, mayGive, actions }: SegmentOwnerProps) {
  const { id, name, owner, status } = segment;
  const input = { segmentId: id };
  if (status === "archived")
    return owner ? <Person name={owner.name} /> : <span className="text-ink-3">Nobody owns it</span>;
  return (
    <div className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      {owner ? <Person name={owner.name} /> : <span className="text-ink-3">Nobody owns it yet</span>}
      {!owner && mayTake && (
        <ActionButton
          action={actions.take}
          input={input}
          done={`“${name}” is yours`}
          undo={{ action: actions.release, input }}
          aria-label={`Take ${name}`}
          data-take=""
          size="sm"
        >
          Take
        </ActionButton>
      )}
      {mayGive && (
        <HandOver
          what={name}
          people={people.filter(({ key }) => key !== owner?.id)}
          base={input}
          action={actions.handOver}
          size="sm"
        />
      )}
      {owner && mayGive && (
        <ActionButton
          action={actions.release}
          input={input}
          done={`“${name}” is free to take`}
          undo={{ action: actions.handOver, input: { ...input, toUserId: owner.id, note: "" } }}
          aria-label={`Release ${name}`}
          size="sm"
          variant="ghost"
        >
          Release
        </ActionButton>
      )}
    </div>
  );
}
