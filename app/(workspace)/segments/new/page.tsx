import type { Metadata } from "next";
import { SegmentEditor } from "@/components/segments/builder/segment-editor";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import type { Ctx } from "@/lib/auth/ctx";
import { can } from "@/lib/auth/permissions";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import type { Draft } from "@/lib/segments/editing/draft";
import { getEditedSegment, listParentChoices } from "@/lib/segments/editing/queries";
import { bareRule, prepareRule } from "@/lib/segments/editing/tree";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { createSegment, updateSegment } from "../actions";

export const metadata: Metadata = { title: "New segment" };

/** `parent` is the segment to narrow, `from` one to begin as a copy of. */
type Search = Promise<{ parent?: string; from?: string }>;

export default async function NewSegmentPage({ searchParams }: { searchParams: Search }) {
  const ctx = await getCtx();
  if (!can(ctx.actor.role, "segments:edit"))
    return (
      <>
        <PageHeader crumbs={[{ label: "Segments", href: "/segments" }, { label: "New segment" }]} />
        <PageBody width="reading">
          <NoPermission
            what="Making segments"
            why={`Your role (${ctx.actor.role}) reads segments.`}
            who="an owner of the workspace"
          />
        </PageBody>
      </>
    );
  const parents = await listParentChoices(ctx);
  const draft = await startOf(ctx, await searchParams);
  const parentId = parents.some(({ id }) => id === draft.parentId) ? draft.parentId : null;
  const catalogue = await getCatalogue(ctx, [draft.rule]);
  let line = 0;
  const rule = prepareRule(bareRule(draft.rule), () => `line-${++line}`);
  return (
    <SegmentEditor
      segmentId={null}
      initial={{ ...draft, parentId, rule }}
      stored={null}
      catalogue={catalogue}
      parents={parents}
      timeZone={ctx.workspace.timeZone}
      create={createSegment}
      update={updateSegment}
    />
  );
}

async function startOf(ctx: Ctx, { parent, from }: Awaited<Search>): Promise<Draft> {
  if (from) {
    const { name, description, dimension, parentId, rule } = await orNotFound(
      getEditedSegment(ctx, { segmentId: from }),
    );
    return { name: `${name}, copy`, description, dimension, parentId: parent ?? parentId, rule };
  }
  return {
    name: "",
    description: "",
    dimension: "behavioural",
    parentId: parent ?? null,
    rule: { kind: "all", children: [] },
  };
}
