import { UserRound } from "lucide-react";
import type { Metadata } from "next";
import { AssignmentList } from "@/components/segments/assignment-list";
import { VersionList } from "@/components/segments/version-list";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { grants } from "@/lib/auth/permissions";
import { formatCount } from "@/lib/format";
import { listAssignments, listVersions } from "@/lib/segments/history/queries";
import { getCtx } from "@/lib/web/session";
import { restoreVersion } from "../../../actions";
import { readSegment } from "../read";

export const metadata: Metadata = { title: "Segment history" };

export default async function SegmentHistoryPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const segmentId = (await params).id;
  const segment = await readSegment(segmentId);
  const [versions, assignments] = await Promise.all([
    listVersions(ctx, { segmentId }),
    listAssignments(ctx, { segmentId }),
  ]);
  const mayRestore = grants(ctx.actor.role, "segments:edit") === "all" && segment.status !== "archived";
  const { timeZone } = ctx.workspace;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_320px]">
      <Card flush title="Versions of the rule" meta={formatCount(versions.length, "version")}>
        <VersionList
          segmentId={segmentId}
          versions={versions}
          campaigns={segment.uses.campaigns}
          timeZone={timeZone}
          now={ctx.now()}
          {...(mayRestore && { restore: restoreVersion })}
        />
      </Card>
      <Card flush title="Who owned it">
        {assignments.length === 0 ? (
          <EmptyState compact icon={<UserRound />} title="Nobody has owned it yet">
            Taking, handing over and releasing are listed here.
          </EmptyState>
        ) : (
          <AssignmentList assignments={assignments} timeZone={timeZone} now={ctx.now()} />
        )}
      </Card>
    </div>
  );
}
