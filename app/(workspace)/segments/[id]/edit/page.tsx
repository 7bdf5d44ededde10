import type { Metadata } from "next";
import { SegmentEditor } from "@/components/segments/builder/segment-editor";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { getEditedSegment, listParentChoices } from "@/lib/segments/editing/queries";
import { bareRule, prepareRule } from "@/lib/segments/editing/tree";
import { getSegment, getSegmentUses } from "@/lib/segments/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { createSegment, updateSegment } from "../../actions";

export const metadata: Metadata = { title: "Edit rule" };

export default async function EditSegmentPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  if (!can(ctx.actor.role, "segments:edit")) {
    const { name } = await orNotFound(getSegment(ctx, { segmentId }));
    return (
      <>
        <PageHeader crumbs={crumbsOf(segmentId, name)} />
        <PageBody width="reading">
          <NoPermission
            what="Editing rules"
            why={`Your role (${ctx.actor.role}) reads segments and their rules.`}
            who="an owner of the workspace"
            ask={<ButtonLink href={`/segments/${segmentId}`}>Read the rule</ButtonLink>}
          />
        </PageBody>
      </>
    );
  }
  const segment = await orNotFound(getEditedSegment(ctx, { segmentId }));
  if (segment.isArchived)
    return (
      <>
        <PageHeader crumbs={crumbsOf(segmentId, segment.name)} />
        <PageBody width="reading">
          <EmptyState
            title="This segment is archived"
            action={<ButtonLink href={`/segments/${segmentId}`}>Open the segment</ButtonLink>}
          >
            Its rule can be changed once it is in use again. Restore it on its page first.
          </EmptyState>
        </PageBody>
      </>
    );
  if (segment.isFixed)
    return (
      <>
        <PageHeader crumbs={crumbsOf(segmentId, segment.name)} />
        <PageBody width="reading">
          <EmptyState
            title="A fixed list has no rule"
            action={
              <>
                <ButtonLink variant="primary" href={`/segments/${segmentId}/members?show=hand`}>
                  Change people
                </ButtonLink>
                <ButtonLink href={`/segments/${segmentId}`}>Open the list</ButtonLink>
              </>
            }
          >
            Its people are put in and taken out by hand. Its name, description and dimension are changed on
            its page: More, Edit details.
          </EmptyState>
        </PageBody>
      </>
    );
  const [catalogue, parents, uses] = await Promise.all([
    getCatalogue(ctx, [segment.rule]),
    listParentChoices(ctx),
    getSegmentUses(ctx, { segmentId }),
  ]);
  let line = 0;
  const rule = prepareRule(bareRule(segment.rule), () => `line-${++line}`);
  const { name, description, dimension, parentId, version, size } = segment;
  return (
    <SegmentEditor
      segmentId={segmentId}
      initial={{ name, description, dimension, parentId, rule }}
      stored={{
        version,
        size,
        uses,
        childCount: parents.filter((one) => one.parentId === segmentId).length,
      }}
      catalogue={catalogue}
      parents={parents}
      timeZone={ctx.workspace.timeZone}
      create={createSegment}
      update={updateSegment}
    />
  );
}

const crumbsOf = (segmentId: string, name: string) => [
  { label: "Segments", href: "/segments" },
  { label: name, href: `/segments/${segmentId}` },
  { label: "Edit rule" },
];
