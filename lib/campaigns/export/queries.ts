import { authorize, type Ctx } from "@/lib/auth/ctx";
import { found } from "@/lib/errors";
import type { Grouping } from "@/lib/timeline/plan";
import type { SheetInput } from "@/lib/timeline/sheet/sheet";
import { getTimeline, listProblems } from "../timeline/queries";
import type { TimelineView } from "./model";

const GROUPED: Record<Grouping, string> = {
  segment: "by segment",
  owner: "by owner",
  channel: "by channel",
  campaign: "by campaign",
  status: "by status",
  none: "",
};

/** What is drawn of a plan, with the title that stands on it. NOT_FOUND for a campaign that is not there. */
export async function getSheetInput(
  ctx: Ctx,
  { campaignId, baselineId, filters, view }: TimelineView,
): Promise<SheetInput> {
  authorize(ctx, "campaigns:read");
  const [timeline, problems] = await Promise.all([
    getTimeline(ctx, { ...filters, campaignId, baselineId }),
    listProblems(ctx, { campaignId }),
  ]);
  const plan = { ...timeline, ...problems };
  const campaign = campaignId
    ? found(
        plan.items.find(({ id }) => id === campaignId),
        "campaign",
      )
    : null;
  const { statuses, ...others } = filters;
  const isFiltered = statuses.length > 0 || Object.values(others).some((value) => value !== undefined);
  const baseline = plan.baselines.find(({ key }) => key === plan.baselineId);
  const note = [
    GROUPED[view.grouping],
    isFiltered && "filtered",
    baseline && `against the baseline “${baseline.label}”`,
  ];
  return {
    plan,
    view,
    title: campaign?.name ?? "Campaign timeline",
    note: note.filter(Boolean).join(" · "),
    workspaceName: ctx.workspace.name,
  };
}
