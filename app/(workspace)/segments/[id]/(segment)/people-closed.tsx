import { ActionButton } from "@/components/ui/action-button";
import { NoPermission } from "@/components/ui/no-permission";
import type { Ctx } from "@/lib/auth/ctx";
import { can, grants, ROLE_LABEL } from "@/lib/auth/permissions";
import { formatList } from "@/lib/format";
import type { SegmentDetail } from "@/lib/segments/segment";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { releaseSegment, takeSegment } from "../../actions";

/** Whether the reader may see the people of this segment: all, or only those of segments that they own. */
export function seesPeople({ actor }: Ctx, segment: SegmentDetail): boolean {
  const grant = grants(actor.role, "customers:see");
  return grant === "all" || (grant === "assigned" && segment.owner?.id === actor.userId);
}

/** Why the people of the segment are not shown, and what opens them. */
export async function PeopleClosed({ ctx, segment }: { ctx: Ctx; segment: SegmentDetail }) {
  const { role } = ctx.actor;
  const mayTake = can(role, "segments:take");
  const input = { segmentId: segment.id };
  if (!mayTake)
    return (
      <NoPermission
        what="People"
        why={`As ${ROLE_LABEL[role].toLowerCase()} you see counts, not persons.`}
        who={formatList(await listOwnerNames(ctx), "or")}
      />
    );
  return (
    <NoPermission
      what="People"
      why={
        segment.owner
          ? `You see the people of segments that you own; this one is ${segment.owner.name}’s.`
          : "You see the people of segments that you own. Nobody owns this one yet: take it to see its people."
      }
      who={segment.owner ? segment.owner.name : formatList(await listOwnerNames(ctx), "or")}
      ask={
        !segment.owner &&
        segment.status !== "archived" && (
          <ActionButton
            variant="primary"
            action={takeSegment}
            input={input}
            done={`“${segment.name}” is yours`}
            undo={{ action: releaseSegment, input }}
          >
            Take segment
          </ActionButton>
        )
      }
    />
  );
}
