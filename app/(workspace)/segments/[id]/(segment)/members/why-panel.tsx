import { WhyList } from "@/components/customers/why-list";
import { OverrideButtons } from "@/components/segments/override-buttons";
import { ButtonLink } from "@/components/ui/button";
import { SidePanel } from "@/components/ui/side-panel";
import type { Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { getPersonName } from "@/lib/segments/members/queries";
import { explainMember } from "@/lib/segments/preview/queries";
import { whyLines } from "@/lib/segments/why";
import { orNotFound } from "@/lib/web/not-found";
import { setOverride } from "../../../actions";
import { readSegment } from "../read";

type WhyPanelProps = { ctx: Ctx; segmentId: string; customerId: string; closeHref: string };

/** Why a person is in the segment or not: each condition, the parent, and what was done by hand. */
export async function WhyPanel({ ctx, segmentId, customerId, closeHref }: WhyPanelProps) {
  const segment = await readSegment(segmentId);
  const name = await orNotFound(getPersonName(ctx, { segmentId, customerId }));
  const [why, catalogue] = await Promise.all([
    explainMember(ctx, { segmentId, customerId }),
    getCatalogue(ctx, [segment.rule]),
  ]);
  const mayEdit = grants(ctx.actor.role, "segments:edit") === "all" && segment.status !== "archived";
  return (
    <SidePanel
      title={name}
      lead={why.isMember ? "Why this person is in the segment" : "Not in the segment now"}
      closeHref={closeHref}
      className="lg:rounded-lg lg:border lg:border-line lg:bg-surface lg:ml-4 lg:h-auto! lg:self-start lg:max-h-[calc(100dvh-64px)]"
    >
      <div className="flex flex-col gap-4">
        <WhyList lines={whyLines(why.rule, why.holds, catalogue)} explanation={why} />
        <div className="flex flex-wrap gap-1.5">
          <ButtonLink href={`/customers/${customerId}`} size="sm">
            Open customer
          </ButtonLink>
          {mayEdit && (
            <OverrideButtons
              segmentId={segmentId}
              person={{ customerId, name }}
              isMember={why.isMember}
              isIncluded={why.override === null ? null : why.override === "included"}
              setOverride={setOverride}
            />
          )}
        </div>
      </div>
    </SidePanel>
  );
}
