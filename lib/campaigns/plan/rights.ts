import type { Ctx } from "@/lib/auth/ctx";
import { AppError } from "@/lib/errors";
import type { CampaignStatus } from "../status";

type Item = { name: string; assigneeId: string | null };

/** FORBIDDEN when the role is limited to its own items and this is not one. */
export function requireOwn(ctx: Ctx, scope: "all" | "assigned", item: Item): void {
  if (scope === "assigned" && (item.assigneeId === null || item.assigneeId !== ctx.actor.userId))
    throw new AppError(
      "FORBIDDEN",
      `You can change what is assigned to you, and “${item.name}” is not. Take it first, or ask its campaign's owner.`,
    );
}

/** INVALID for the plan of an archived campaign. */
export function requireOpen(campaign: { name: string; status: CampaignStatus }): void {
  if (campaign.status === "archived")
    throw new AppError("INVALID", `“${campaign.name}” is archived. Take it out of the archive first.`);
}
