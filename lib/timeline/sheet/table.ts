import { CAMPAIGN_CHANNEL_LABEL, STATUS_LABEL } from "@/lib/campaigns/status";
import { csvLine, UTF8_MARK } from "@/lib/csv";
import { diffDays, toDayNumber } from "@/lib/days";
import { formatList } from "@/lib/format";
import { buildPlan } from "../bars";
import { countWorking, workingDays } from "../calendar";
import { type Float, findFloats } from "../critical";
import { linkWords } from "../links";
import type { PlanItem } from "../plan";
import { buildGraph } from "../schedule";
import type { SheetPlan, SheetView } from "./plan-rows";

const COLUMNS = [
  "Kind",
  "Campaign",
  "Name",
  "Status",
  "Start",
  "End",
  "Days",
  "Working days",
  "Progress %",
  "Owner",
  "Segments",
  "Channels",
  "Hours",
  "Waits for",
  "Slack in working days",
  "Conflicts",
  "Baseline start",
  "Baseline end",
];
const KIND_WORD = { campaign: "Campaign", tactic: "Tactic", milestone: "Milestone" } as const;

/**
 * Each campaign of the timeline followed by its tactics and milestones, as a CSV file with days as YYYY-MM-DD. In a
 * period only what has a day in it. Slack is empty for what nothing is tied to, and where dependencies run in a circle.
 */
export function planTable({ plan, view }: { plan: SheetPlan; view: SheetView }): string {
  const built = buildPlan(plan.items);
  const calendar = workingDays(
    plan.holidays.map(({ day }) => toDayNumber(day)),
    plan.workdays,
  );
  const floats: ReadonlyMap<string, Float> = findFloats(buildGraph(built, plan.links), calendar) ?? new Map();
  const label = (all: SheetPlan["people"]) => {
    const names = new Map(all.map(({ key, label: name }) => [key, name]));
    return (key: string | null) => (key === null ? "" : (names.get(key) ?? ""));
  };
  const [person, segment] = [label(plan.people), label(plan.segments)];
  const nameOf = (id: string) => built.byId.get(id)?.item.name ?? "";
  const { period } = view;
  const isIn = ({ startOn, endOn }: PlanItem) => !period || (startOn <= period.to && endOn >= period.from);
  const cells = (item: PlanItem): string[] => {
    const campaign = item.parentId === null ? item : built.byId.get(item.parentId)?.item;
    const bar = built.byId.get(item.id);
    const waits = plan.links
      .filter(({ toId }) => toId === item.id)
      .map((link) => `${nameOf(link.fromId)} (${linkWords(link)})`);
    const conflicts = plan.conflicts
      .filter(({ itemIds }) => itemIds.includes(item.id))
      .map(({ text }) => text);
    return [
      KIND_WORD[item.kind],
      campaign?.name ?? "",
      item.name,
      campaign?.status ? STATUS_LABEL[campaign.status] : "",
      item.startOn,
      item.endOn,
      String(diffDays(item.startOn, item.endOn) + 1),
      String(bar ? countWorking(calendar, bar.start, bar.end) : ""),
      String(bar?.progress ?? item.progress),
      person(item.ownerId),
      formatList((campaign?.segmentIds ?? []).map(segment).filter(Boolean)),
      item.channels.map((channel) => CAMPAIGN_CHANNEL_LABEL[channel]).join("; "),
      String(item.hours || ""),
      waits.join("; "),
      String(floats.get(item.id)?.slack ?? ""),
      conflicts.join("; "),
      item.baseline?.startOn ?? "",
      item.baseline?.endOn ?? "",
    ];
  };
  const rows = built.bars.flatMap((bar) => [bar, ...bar.parts].map(({ item }) => item)).filter(isIn);
  return UTF8_MARK + [COLUMNS, ...rows.map(cells)].map(csvLine).join("");
}
