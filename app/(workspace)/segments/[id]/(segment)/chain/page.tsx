import type { Metadata } from "next";
import { ChainStages } from "@/components/segments/chain/chain-stages";
import { ChainStepItem } from "@/components/segments/chain/chain-step";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PrintButton } from "@/components/ui/print-button";
import { can } from "@/lib/auth/permissions";
import { asOf } from "@/lib/campaigns/outcomes/outcomes";
import { decideHref } from "@/lib/decisions/figure";
import { stepsOf } from "@/lib/segments/chain/chain";
import { getChain } from "@/lib/segments/chain/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Chain of a segment" };

export default async function SegmentChainPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const chain = await orNotFound(getChain(ctx, { segmentId }));
  const steps = stepsOf(chain, segmentId);
  const { currency, floor, timeZone } = ctx.workspace;
  const counted = asOf(
    chain.campaigns.map(({ outcome }) => outcome),
    { timeZone, now: ctx.now() },
  );
  const about = { segmentId, campaignId: null, figure: null };
  return (
    <>
      <ChainStages chain={chain} />
      <Card
        title="How it came about"
        meta={counted ? `oldest first; results ${counted}` : "oldest first"}
        flush
        action={
          <>
            {can(ctx.actor.role, "decisions:edit") && (
              <ButtonLink size="sm" href={decideHref(about)}>
                Record decision
              </ButtonLink>
            )}
            <PrintButton>Print</PrintButton>
          </>
        }
      >
        <ol className="divide-y divide-line border-t border-line">
          {steps.map((step) => (
            <ChainStepItem
              key={step.key}
              step={step}
              segmentId={segmentId}
              today={chain.today}
              currency={currency}
              floor={floor}
            />
          ))}
        </ol>
      </Card>
    </>
  );
}
