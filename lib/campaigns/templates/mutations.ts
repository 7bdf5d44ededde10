import { authorize, type Ctx, inTransaction } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import { writePlan } from "../copying/mutations";
import { createCampaign } from "../mutations";
import { templateOf } from "./gallery";
import type { TemplatedCampaign } from "./model";

/** Creates a draft with the plan of a template, cut to the campaign's days. */
export async function createFromTemplate(
  ctx: Ctx,
  { templateKey, ...campaign }: TemplatedCampaign,
): Promise<{ campaignId: string }> {
  authorize(ctx, "campaigns:edit");
  return inTransaction(ctx, async (tx) => {
    const template = found(templateOf(templateKey), "template");
    const created = await createCampaign(tx, campaign);
    const { startOn, endOn } = campaign;
    await writePlan(tx, { campaignId: created.campaignId, startOn, endOn, lines: template.plan });
    return created;
  });
}
