import { Suspense } from "react";
import { ChildShares } from "@/components/segments/child-shares";
import { editing } from "@/components/segments/editing";
import { ReachFigures } from "@/components/segments/reach-figures";
import { RuleSentence } from "@/components/segments/rule-sentence";
import { SizeChange, SizeSpark, StatusMark } from "@/components/segments/segment-cells";
import { SegmentOwner } from "@/components/segments/segment-owner";
import { CampaignLinks, PersonaLinks } from "@/components/segments/used-by";
import { countedWords, dimensionWords, sizeWords } from "@/components/segments/words";
import { ButtonLink } from "@/components/ui/button";
import { SidePanel } from "@/components/ui/side-panel";
import type { Ctx } from "@/lib/auth/ctx";
import { can, grants } from "@/lib/auth/permissions";
import { formatPercent } from "@/lib/format";
import { getSegment } from "@/lib/segments/queries";
import { getReach } from "@/lib/segments/reach/queries";
import type { SegmentRow } from "@/lib/segments/segment";
import type { NamedKey } from "@/lib/timeline/plan";
import { todayIn } from "@/lib/zone";
import { handOverSegment, releaseSegment, takeSegment } from "../actions";

type PanelProps = { ctx: Ctx; row: SegmentRow; people: readonly NamedKey[]; closeHref: string };

/** One segment beside the list: rule, counts, campaigns, personas. */
export function SegmentPanel({ ctx, row, people, closeHref }: PanelProps) {
  const { timeZone, floor } = ctx.workspace;
  const { role, userId } = ctx.actor;
  const mayEdit = grants(role, "segments:edit") === "all";
  return (
    <SidePanel
      title={row.name}
      lead={`${dimensionWords(row.dimension)}, version ${row.version}`}
      closeHref={closeHref}
      action={
        <ButtonLink href={`/segments/${row.id}`} variant="primary" size="sm">
          Open segment
        </ButtonLink>
      }
    >
      <div className="flex flex-col gap-5">
        <div>
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="num text-2xl font-semibold">{sizeWords(row, floor)}</span>
            <SizeChange segment={row} today={todayIn(timeZone, ctx.now())} showPeriod />
          </p>
          <p className="mb-2 flex flex-wrap items-center gap-x-2 text-xs text-ink-3">
            {row.share !== null && <span>{formatPercent(row.share)} of customers,</span>}
            <span>{countedWords(row, timeZone, ctx.now())}</span>
            <StatusMark status={row.status} />
          </p>
          <SizeSpark segment={row} />
        </div>
        {!row.isHidden && row.evaluatedAt && (
          <Suspense fallback={<div className="h-[58px] rounded-md bg-sunken" />}>
            <PanelReach ctx={ctx} segmentId={row.id} />
          </Suspense>
        )}
        <div className="text-sm">
          <SegmentOwner
            segment={{ ...row, owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? "" } : null }}
            people={people}
            mayTake={can(role, "segments:take")}
            mayGive={mayEdit || (row.ownerId !== null && row.ownerId === userId)}
            actions={{ take: takeSegment, release: releaseSegment, handOver: handOverSegment }}
          />
        </div>
        <Suspense fallback={<div className="h-40 rounded-md bg-sunken" />}>
          <PanelDetail ctx={ctx} segmentId={row.id} mayEdit={mayEdit && row.status !== "archived"} />
        </Suspense>
      </div>
    </SidePanel>
  );
}

async function PanelReach({ ctx, segmentId }: { ctx: Ctx; segmentId: string }) {
  return <ReachFigures reach={await getReach(ctx, { segmentId })} floor={ctx.workspace.floor} />;
}

const HEADING = "mb-1 text-xs font-semibold text-ink-2";

async function PanelDetail({ ctx, segmentId, mayEdit }: { ctx: Ctx; segmentId: string; mayEdit: boolean }) {
  const segment = await getSegment(ctx, { segmentId });
  const edit = editing({ id: segmentId, isFixed: segment.origin !== null });
  const parent = segment.ancestors.at(-1);
  const { campaigns, personas } = segment.uses;
  return (
    <>
      <section>
        <div className="flex items-center gap-2">
          <h3 className={HEADING}>Rule</h3>
          {mayEdit && (
            <ButtonLink href={edit.href} size="sm" variant="ghost" className="ml-auto" data-edit="">
              {edit.label}
            </ButtonLink>
          )}
        </div>
        {parent && <p className="text-xs text-ink-3">Of the members of “{parent.name}”:</p>}
        <RuleSentence tokens={segment.tokens} className="text-sm" />
      </section>
      {segment.children.length > 0 && (
        <section>
          <h3 className={HEADING}>Narrowed into</h3>
          <ChildShares segment={segment} floor={ctx.workspace.floor} />
        </section>
      )}
      <section>
        <h3 className={HEADING}>Campaigns</h3>
        {campaigns.length === 0 ? (
          <p className="text-sm text-ink-3">No campaign speaks to it yet.</p>
        ) : (
          <CampaignLinks
            campaigns={campaigns.slice(0, 5)}
            version={segment.version}
            today={todayIn(ctx.workspace.timeZone, ctx.now())}
          />
        )}
        {campaigns.length > 5 && (
          <ButtonLink href={`/segments/${segmentId}/campaigns`} variant="link">
            All {campaigns.length} campaigns
          </ButtonLink>
        )}
      </section>
      <section>
        <h3 className={HEADING}>Personas</h3>
        {personas.length === 0 ? (
          <p className="text-sm text-ink-3">It has no face yet.</p>
        ) : (
          <PersonaLinks personas={personas} />
        )}
      </section>
    </>
  );
}
