import type { Metadata } from "next";
import { type AxisStart, SplitEditor } from "@/components/segments/split/split-editor";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { getSegment } from "@/lib/segments/queries";
import { getSplitProfile, listSegmentNames } from "@/lib/segments/split/queries";
import { orNotFound } from "@/lib/web/not-found";
import { pageSignal } from "@/lib/web/page-signal";
import { getCtx } from "@/lib/web/session";
import { splitSegment, undoSplit } from "../../actions";

export const metadata: Metadata = { title: "Split segment" };

/** `by`, `and`: what it is split by; `w1`, `w2`: how; `n1`, `n2`: also those without a value. */
type Search = Promise<Partial<Record<"by" | "and" | "w1" | "w2" | "n1" | "n2", string>>>;
type Props = { params: Promise<{ id: string }>; searchParams: Search };

export default async function SplitSegmentPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const [segment, search] = await Promise.all([orNotFound(getSegment(ctx, { segmentId })), searchParams]);
  const crumbs = [
    { label: "Segments", href: "/segments" },
    { label: segment.name, href: `/segments/${segmentId}` },
    { label: "Split" },
  ];
  if (!can(ctx.actor.role, "segments:edit"))
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <PageBody width="reading">
          <NoPermission
            what="Splitting segments"
            why={`Your role (${ctx.actor.role}) reads segments.`}
            who="an owner of the workspace"
            ask={<ButtonLink href={`/segments/${segmentId}`}>Open the segment</ButtonLink>}
          />
        </PageBody>
      </>
    );
  if (segment.status === "archived" || segment.size === 0)
    return (
      <>
        <PageHeader crumbs={crumbs} />
        <PageBody width="reading">
          <EmptyState
            title={segment.size === 0 ? "Nobody is in this segment" : "This segment is archived"}
            action={<ButtonLink href={`/segments/${segmentId}`}>Open the segment</ButtonLink>}
          >
            {segment.size === 0
              ? "There is nothing to split until its rule matches somebody."
              : "It can be split once it is in use again. Restore it on its page first."}
          </EmptyState>
        </PageBody>
      </>
    );
  const asked = [
    { key: search.by, way: search.w1, isUnknown: search.n1 },
    { key: search.by && search.and, way: search.w2, isUnknown: search.n2 },
  ];
  const [catalogue, names, ...axes] = await Promise.all([
    getCatalogue(ctx),
    listSegmentNames(ctx),
    ...asked.map(async ({ key, way, isUnknown }): Promise<AxisStart[]> => {
      const profile = key ? await getSplitProfile(ctx, { segmentId, subjectKey: key }, pageSignal()) : null;
      return key && profile ? [{ key, profile, ...(way && { way }), withUnknown: isUnknown === "1" }] : [];
    }),
  ]);
  const { id, name, size } = segment;
  return (
    <SplitEditor
      key={`${search.by} ${search.and}`}
      segment={{ id, name, size }}
      catalogue={{ ...catalogue, events: [], segments: [], categories: [] }}
      axes={axes.flat()}
      taken={names.map((each) => each.toLowerCase())}
      split={splitSegment}
      undo={undoSplit}
    />
  );
}
