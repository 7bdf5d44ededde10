import { ConflictPanel } from "@/components/campaigns/conflicts/conflict-panel";
import type { Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { listConflicts } from "@/lib/campaigns/conflicts/queries";
import { allowConflict, applyRemedy, disallowConflict } from "./actions";

/** The conflicts of all campaigns, or of one. */
export async function ConflictsHere({ ctx, campaignId }: { ctx: Ctx; campaignId?: string }) {
  return (
    <ConflictPanel
      conflicts={await listConflicts(ctx, { ...(campaignId && { campaignId }) })}
      canAllow={grants(ctx.actor.role, "campaigns:edit") === "all"}
      actions={{ apply: applyRemedy, allow: allowConflict, disallow: disallowConflict }}
    />
  );
}
