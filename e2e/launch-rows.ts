// The actions on launches and conflicts: who may call each, and an input that names fresh rows of a workspace.
import { eq } from "drizzle-orm";
import * as make from "@/db/factories";
import { campaignAudience, webhooks } from "@/db/schema";
import { newId } from "@/lib/ids";
import { APPROVERS, EDITORS, type Row, type Scene } from "./matrix";
import { webhook } from "./webhook-rows";

/** A campaign with the one customer in its audience. */
export async function launched(at: Scene): Promise<string> {
  const { id: campaignId } = await make.makeCampaign(at, {
    name: at.marker,
    status: "running",
    launchedAt: new Date(),
  });
  const { id: segmentId } = await make.makeSegment(at, {
    name: `${at.marker} ${newId().slice(-8)}`,
    members: [at.customer.no],
  });
  const { db, workspaceId, customer } = at;
  await db
    .insert(campaignAudience)
    .values({ workspaceId, campaignId, customerNo: customer.no, segmentId, isControl: false });
  return campaignId;
}

const planned = async (at: Scene) =>
  (
    await make.makeCampaign(at, {
      name: at.marker,
      status: "planned",
      startOn: "2026-01-01",
      endOn: "2099-12-31",
    })
  ).id;
/** A webhook that is told of launches; where it sends to is refused. */
const hearer = async (at: Scene) => {
  const id = await webhook(at);
  await at.db.update(webhooks).set({ hearsLaunches: true }).where(eq(webhooks.id, id));
  return id;
};
/** A campaign that is in conflict: nobody approved what it sends. */
const conflict = async (at: Scene) => ({ key: `content:${await planned(at)}` });

export const LAUNCH_ROWS: Record<string, Row> = {
  sendAudience: {
    may: APPROVERS,
    input: async (at) => ({ campaignId: await launched(at), webhookId: await hearer(at) }),
  },
  applyRemedy: {
    may: EDITORS,
    input: async (at) => ({
      kind: "exclude",
      campaignId: await planned(at),
      otherId: await planned(at),
      isOn: true,
    }),
  },
  allowConflict: {
    may: EDITORS,
    input: async (at) => ({ ...(await conflict(at)), size: 7, reason: "It is known" }),
  },
  // A key that nobody allowed is no fault: nothing is told or changed.
  disallowConflict: { may: EDITORS, input: conflict, passes: ["key"] },
};
