import type { Metadata } from "next";
import { SegmentEditor } from "@/components/segments/builder/segment-editor";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/auth/permissions";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { listParentChoices } from "@/lib/segments/editing/queries";
import { bareRule, prepareRule } from "@/lib/segments/editing/tree";
import { getCtx } from "@/lib/web/session";
import { createSegment, updateSegment } from "../actions";
import { type Start, startOf } from "./start";

export const metadata: Metadata = { title: "New segment" };

type Search = Promise<Start>;

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
