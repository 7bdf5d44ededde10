import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { ChildShares } from "@/components/segments/child-shares";
import { ReachCard } from "@/components/segments/reach-card";
import { RuleSentence } from "@/components/segments/rule-sentence";
import { SizeFigure } from "@/components/segments/size-figure";
import { CampaignLinks, PersonaLinks, SegmentLinks } from "@/components/segments/used-by";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { formatMoment } from "@/lib/format";
import { getReach } from "@/lib/segments/reach/queries";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import { readSegment } from "./read";

export const metadata: Metadata = { title: "Segment" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ span?: string }> };

export default async function SegmentPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const segment = await readSegment(segmentId);
  const span = (await searchParams).span === "year" ? "year" : "quarter";
  const { role, userId } = ctx.actor;
  const today = todayIn(ctx.workspace.timeZone, ctx.now());
  const isArchived = segment.status === "archived";
  const mayEdit = grants(role, "segments:edit") === "all" && !isArchived;
  const personas = grants(role, "personas:edit");
  const mayPersona =
    !isArchived && (personas === "all" || (personas === "assigned" && segment.owner?.id === userId));
  const mayPlan = !isArchived && grants(role, "campaigns:edit") === "all";
  const parent = segment.ancestors.at(-1);
  const { uses } = segment;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_344px]">
      <div className="flex min-w-0 flex-col gap-5">
        <Card
          title={segment.origin ? "Fixed list" : "Rule"}
          meta={segment.origin ? undefined : `version ${segment.version}`}
        >
          {parent && (
            <p className="mb-1 text-xs text-ink-3">
              Of the members of{" "}
              <Link href={`/segments/${parent.id}`} className="underline underline-offset-2">
                {parent.name}
              </Link>
              :
            </p>
          )}
          {segment.origin ? (
            <p className="text-sm">
              The members of{" "}
              <Link href={`/segments/${segment.origin.segmentId}`} className="underline underline-offset-2">
                {segment.origin.name}
              </Link>{" "}
              (version {segment.origin.version}), copied{" "}
              {formatMoment(segment.origin.at, ctx.workspace.timeZone, ctx.now())}. It does not follow the
              data.
            </p>
          ) : (
            <RuleSentence tokens={segment.tokens} />
          )}
          {segment.description && (
            <p className="mt-2 max-w-[70ch] text-sm text-ink-2">{segment.description}</p>
          )}
        </Card>
        {segment.isHidden ? (
          <Card title="Size over time">
            <p className="text-sm text-ink-3">
              Groups of fewer than {ctx.workspace.floor} people are not shown to your role.
            </p>
          </Card>
        ) : (
          <Card>
            <SizeFigure
              name={segment.name}
              sizes={segment.sizes}
              span={span}
              today={today}
              path={`/segments/${segmentId}`}
            />
          </Card>
        )}
        <Card
          title="Narrowed into"
          action={
            mayEdit && (
              <>
                <ButtonLink size="sm" variant="ghost" href={`/segments/${segmentId}/split`}>
                  Split
                </ButtonLink>
                <ButtonLink size="sm" variant="ghost" href={`/segments/new?parent=${segmentId}`}>
                  New segment within it
                </ButtonLink>
              </>
            )
          }
        >
          {segment.children.length === 0 ? (
            <p className="text-sm text-ink-3">No segment narrows it yet.</p>
          ) : (
            <>
              <ChildShares segment={segment} floor={ctx.workspace.floor} />
              <ButtonLink href={`/segments/${segmentId}/children`} variant="link" className="mt-2">
                What they share and leave out
              </ButtonLink>
            </>
          )}
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        {!segment.isHidden && segment.evaluatedAt && (
          <Suspense fallback={<div className="h-60 rounded-lg border border-line bg-sunken" />}>
            <Contact ctx={ctx} segmentId={segmentId} />
          </Suspense>
        )}
        <Card
          title="Personas"
          action={
            mayPersona && (
              <ButtonLink size="sm" variant="ghost" href={`/personas/new?segment=${segmentId}`}>
                New persona
              </ButtonLink>
            )
          }
        >
          {uses.personas.length === 0 ? (
            <p className="text-sm text-ink-3">It has no face yet.</p>
          ) : (
            <PersonaLinks personas={uses.personas} />
          )}
        </Card>
        <Card
          title="Campaigns"
          action={
            mayPlan && (
              <ButtonLink size="sm" variant="ghost" href={`/campaigns/new?segment=${segmentId}`}>
                New campaign
              </ButtonLink>
            )
          }
        >
          {uses.campaigns.length === 0 ? (
            <p className="text-sm text-ink-3">No campaign speaks to it yet.</p>
          ) : (
            <CampaignLinks campaigns={uses.campaigns.slice(0, 6)} version={segment.version} today={today} />
          )}
          {uses.campaigns.length > 6 && (
            <ButtonLink href={`/segments/${segmentId}/campaigns`} variant="link">
              All {uses.campaigns.length} campaigns
            </ButtonLink>
          )}
        </Card>
        {uses.segments.length > 0 && (
          <Card title="Used in" meta="rules that name it">
            <SegmentLinks segments={uses.segments} />
          </Card>
        )}
      </div>
    </div>
  );
}

async function Contact({ ctx, segmentId }: { ctx: Ctx; segmentId: string }) {
  return <ReachCard reach={await getReach(ctx, { segmentId })} floor={ctx.workspace.floor} />;
}
