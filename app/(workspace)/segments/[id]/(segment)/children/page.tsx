import { Grid2x2 } from "lucide-react";
import type { Metadata } from "next";
import { ChildShares } from "@/components/segments/child-shares";
import { CountingProgress } from "@/components/segments/counting-progress";
import { FitFigure, PairList } from "@/components/segments/siblings/fit-figure";
import { PartPeople } from "@/components/segments/siblings/part-people";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { can, grants } from "@/lib/auth/permissions";
import { formatCount } from "@/lib/format";
import { getSiblings, listSiblingPeople } from "@/lib/segments/siblings/queries";
import { partText, readPart, type SiblingPart, siblingName } from "@/lib/segments/siblings/siblings";
import { getCtx } from "@/lib/web/session";
import { PeopleClosed, seesPeople } from "../people-closed";
import { readSegment } from "../read";

export const metadata: Metadata = { title: "Segments within it" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ people?: string; after?: string }>;
};

export default async function SegmentChildrenPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const [segment, { people, after }] = await Promise.all([readSegment(segmentId), searchParams]);
  const siblings = await getSiblings(ctx, { segmentId });
  const { floor, currency } = ctx.workspace;
  const mayEdit = can(ctx.actor.role, "segments:edit") && segment.status !== "archived";
  const path = `/segments/${segmentId}/children`;
  const peopleHref = (part: SiblingPart) => `${path}?people=${partText(part)}`;
  const part = readPart(people);
  const maySee = seesPeople(ctx, segment);
  const from = after && /^\d{1,9}$/.test(after) ? Number(after) : 0;
  const page = part && maySee ? await listSiblingPeople(ctx, { segmentId, part, after: from }) : null;
  const split = mayEdit && (
    <ButtonLink size="sm" href={`/segments/${segmentId}/split`}>
      <Grid2x2 aria-hidden="true" />
      Split
    </ButtonLink>
  );
  if (siblings.children.length === 0)
    return (
      <Card flush>
        <EmptyState icon={<Grid2x2 />} title="No segment narrows it yet" action={split}>
          Split it by values, bands or days, and see here whether the parts leave anybody out or hold somebody
          twice.
        </EmptyState>
      </Card>
    );
  const shared = {
    segment,
    siblings,
    floor,
    mayEdit,
    ...(grants(ctx.actor.role, "customers:see") !== "none" && { peopleHref }),
  };
  const uncounted = segment.children.filter(({ size, isHidden }) => size === null && !isHidden);
  return (
    <>
      {uncounted.length > 0 && (
        <CountingProgress
          done={segment.children.length - uncounted.length}
          total={Math.max(2, segment.children.length)}
        />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {uncounted.length > 0 ? (
          <Card title="How they fit together">
            <p className="text-sm text-ink-2">
              Whom they share and whom they leave out is known once all of them are counted.
            </p>
          </Card>
        ) : (
          <Card>
            <FitFigure {...shared} />
          </Card>
        )}
        <Card title="Sizes" meta={formatCount(segment.children.length, "child", "children")} action={split}>
          <ChildShares segment={segment} floor={floor} />
        </Card>
      </div>
      {uncounted.length === 0 && siblings.pairs.length > 0 && (
        <Card
          flush
          title="Shared by two"
          meta={
            siblings.others > 0
              ? `among the ${siblings.children.length} largest; the share of each in brackets`
              : "the share of each in brackets"
          }
        >
          <PairList {...shared} />
        </Card>
      )}
      {part && (
        <Card
          flush
          title={siblingName(part, segment.name, siblings)}
          action={
            <ButtonLink size="sm" variant="ghost" href={path} scroll={false}>
              Close
            </ButtonLink>
          }
        >
          {page === null ? (
            <PeopleClosed ctx={ctx} segment={segment} />
          ) : page.people.length === 0 ? (
            <EmptyState compact title="Nobody is in this part">
              Its people changed since the figures above were made, or the address names no two children of
              it.
            </EmptyState>
          ) : (
            <>
              <PartPeople people={page.people} currency={currency} />
              {(page.nextAfter !== null || from > 0) && (
                <Pager
                  summary={`${formatCount(page.people.length, "person", "people")} on this page`}
                  previousHref={from > 0 ? peopleHref(part) : undefined}
                  nextHref={
                    page.nextAfter === null ? undefined : `${peopleHref(part)}&after=${page.nextAfter}`
                  }
                />
              )}
            </>
          )}
        </Card>
      )}
    </>
  );
}
