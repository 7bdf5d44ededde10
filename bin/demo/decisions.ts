import { DECISIONS, type DemoDecision } from "@/db/demo/decisions";
import type { Ctx } from "@/lib/auth/ctx";
import { addDays, type Day } from "@/lib/days";
import { changeDecision, linkDecision, makeDecision, setDecisionState } from "@/lib/decisions/mutations";
import type { Shop } from "./shop";

type Story = { segmentId: (key: string) => string; campaignId: (key: string) => string };

/** What the managers decided, each on its day and on the figure as it stood then. */
export async function recordDecisions(shop: Shop, today: Day, story: Story): Promise<void> {
  for (const decision of DECISIONS) {
    const at = new Date(`${addDays(today, decision.on)}T09:00:00Z`);
    await record(shop.as(decision.by, at), shop, today, story, decision);
  }
}

async function record(ctx: Ctx, shop: Shop, today: Day, story: Story, decision: DemoDecision): Promise<void> {
  const { title, reason, by, on, review, figure, version, led, state, outcome } = decision;
  const words = {
    ...{ title, reason, decidedBy: shop.userId(by), decidedOn: addDays(today, on) },
    reviewOn: review === undefined ? null : addDays(today, review),
  };
  const { decisionId } = await makeDecision(ctx, {
    ...words,
    segmentId: decision.segment ? story.segmentId(decision.segment) : null,
    campaignId: decision.campaign ? story.campaignId(decision.campaign) : null,
    figure: figure === "result" ? { kind: "result" } : { kind: "metric", metric: figure },
  });
  if (version)
    await linkDecision(ctx, {
      decisionId,
      to: { segmentId: story.segmentId(version.segment), version: version.version },
    });
  if (led) await linkDecision(ctx, { decisionId, to: { campaignId: story.campaignId(led) } });
  if (state === "open") return;
  // Closed on its review day, or a month later.
  const closed = shop.as(by, new Date(`${addDays(today, review ?? on + 30)}T09:00:00Z`));
  if (outcome) await changeDecision(closed, { decisionId, updatedAt: ctx.now(), ...words, outcome });
  await setDecisionState(closed, { decisionId, state });
}
