import type { Metadata } from "next";
import { ExportForm } from "@/components/segments/export/export-form";
import { Card } from "@/components/ui/card";
import { NoPermission } from "@/components/ui/no-permission";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { formatList } from "@/lib/format";
import { listExportColumns } from "@/lib/segments/export/queries";
import { getReach } from "@/lib/segments/reach/queries";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { readSegment } from "../read";

export const metadata: Metadata = { title: "Export members" };

export default async function SegmentExportPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  await readSegment(segmentId);
  const { role } = ctx.actor;
  if (!can(role, "customers:export"))
    return (
      <Card flush>
        <NoPermission
          what="Export"
          why={`As ${ROLE_LABEL[role].toLowerCase()} you do not take people out of Facet.`}
          who={formatList(await listOwnerNames(ctx), "or")}
        />
      </Card>
    );
  const [columns, { contactable, channels }] = await Promise.all([
    listExportColumns(ctx),
    getReach(ctx, { segmentId }),
  ]);
  const count = (people: number | null) => people ?? 0;
  return (
    <Card title="Export members as CSV">
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">
        Who is suppressed or objects is never in the file, and an e-mail address or phone number stays empty
        where its owner declined it. Fields of a special category stay here. The export is recorded in the
        audit log.
      </p>
      <ExportForm
        segmentId={segmentId}
        columns={columns}
        people={{
          any: count(contactable),
          email: count(channels.email),
          sms: count(channels.sms),
          phone: count(channels.phone),
          post: count(channels.post),
          ads: count(channels.ads),
        }}
      />
    </Card>
  );
}
