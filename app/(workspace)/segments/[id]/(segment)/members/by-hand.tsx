import { Hand, Search } from "lucide-react";
import { OverridesTable, PeopleFound } from "@/components/segments/hand-lists";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { findPeople, listOverrides } from "@/lib/segments/members/queries";
import type { SegmentDetail } from "@/lib/segments/segment";
import { setOverride } from "../../../actions";

type ByHandProps = { ctx: Ctx; segment: SegmentDetail; search: string | undefined };

/** Who was put in or kept out by hand, and the search for whom else to. */
export async function ByHand({ ctx, segment, search }: ByHandProps) {
  const mayEdit = grants(ctx.actor.role, "segments:edit") === "all" && segment.status !== "archived";
  const segmentId = segment.id;
  const [overrides, found] = await Promise.all([
    listOverrides(ctx, { segmentId }),
    mayEdit && search ? findPeople(ctx, { segmentId, search }) : null,
  ]);
  return (
    <>
      {found && (
        <Card flush title="Customers found" meta={found.length === 20 ? "the first 20" : undefined}>
          {found.length === 0 ? (
            <EmptyState compact icon={<Search />} title="No customer is called that">
              The search looks at names, e-mail addresses and keys; with fewer than three letters at keys
              only.
            </EmptyState>
          ) : (
            <PeopleFound rows={found} segmentId={segmentId} setOverride={setOverride} />
          )}
        </Card>
      )}
      <Card flush title="By hand" meta="on top of the rule">
        {overrides.length === 0 ? (
          <EmptyState compact icon={<Hand />} title="The rule alone decides">
            {mayEdit
              ? "Find a customer above to put in or keep out. Nobody is put in who is not in the parent segment."
              : "A marketer or a manager can put people in or keep them out."}
          </EmptyState>
        ) : (
          <OverridesTable
            rows={overrides}
            segmentId={segmentId}
            timeZone={ctx.workspace.timeZone}
            now={ctx.now()}
            {...(mayEdit && { setOverride })}
          />
        )}
      </Card>
    </>
  );
}
