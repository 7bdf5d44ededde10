// What the screens about segments and campaigns read, against counting the customers by a sequential scan. `npm run bench:screens [customers]`.
import { sql } from "drizzle-orm";
import { type Ctx, inTransaction } from "@/lib/auth/ctx";
import { getAudience, listFreeDays } from "@/lib/campaigns/audience/queries";
import { listConflicts } from "@/lib/campaigns/conflicts/queries";
import { getLift } from "@/lib/campaigns/lift/queries";
import { renewReach, storeReach } from "@/lib/campaigns/overlap/mutations";
import { getCampaign } from "@/lib/campaigns/queries";
import { getResults } from "@/lib/campaigns/results/queries";
import { CustomerListing } from "@/lib/customers/model";
import { listCustomers } from "@/lib/customers/queries";
import { addDays } from "@/lib/days";
import { DecisionQuery } from "@/lib/decisions/model";
import { listDecisions } from "@/lib/decisions/queries";
import { getCampaignSeries } from "@/lib/kpis/campaign/queries";
import { keepLifecycle } from "@/lib/lifecycle/mutations";
import { getCohorts, getRfm, getStages } from "@/lib/lifecycle/queries";
import { comparedDay } from "@/lib/lifecycle/view";
import { readReport } from "@/lib/reports/contents/queries";
import { createReport } from "@/lib/reports/mutations";
import { listReports } from "@/lib/reports/queries";
import { REPORT_SECTIONS } from "@/lib/reports/report";
import { getFlows } from "@/lib/segments/flows/queries";
import { listMembers } from "@/lib/segments/members/queries";
import { listChanges } from "@/lib/segments/movement/queries";
import { getOverlap, listShared } from "@/lib/segments/overlap/queries";
import { listSegments } from "@/lib/segments/queries";
import type { Rule } from "@/lib/segments/rule";
import { countSplit, getSplitProfile } from "@/lib/segments/split/queries";
import { getSpread } from "@/lib/segments/spread/queries";
import { getTemplateData } from "@/lib/segments/templates/queries";
import { suggestValues } from "@/lib/segments/values/queries";
import { todayIn } from "@/lib/zone";
import { fillCampaigns, sayRenewal } from "./campaigns-plan";
import { compare, round, sayMachine, sayPair, sayVerdict, timed } from "./measure";
import { closeDb, population } from "./population";
import { representatives } from "./representatives";

const customers = Number(process.argv[2] ?? 1_000_000);
const ctx = await population(customers);
sayMachine(`${customers} customers, ${customers * 5} orders, ${customers * 20} events`);
const { ids } = await representatives(ctx);
const id = (name: string) => ids[name] ?? "";
const compared = [
  "demographic",
  "lapsed buyers",
  "three views",
  "did not open",
  "of other segments",
  "champions",
].map(id);
const { launchedId, campaignId, largestId } = await fillCampaigns(ctx, ids);
await renewReach(ctx);
await sayRenewal(ctx);
const keeping = await timed(() => keepLifecycle(ctx));
console.log(
  `retention, fifths and stages of everybody and each segment kept: ${(keeping / 1000).toFixed(1)} s`,
);
const today = todayIn(ctx.workspace.timeZone, ctx.now());
const on = comparedDay(today);
const reportId =
  (await listReports(ctx))[0]?.id ??
  (
    await createReport(ctx, {
      ...{ name: "Month", period: "month", sections: [...REPORT_SECTIONS], recipientIds: [] },
      ...{ segmentIds: compared, campaignIds: [launchedId, largestId] },
    })
  ).reportId;

const COUNTRIES = ["DE", "AT", "CH", "FR"];
const GENDERS = ["female", "male", "other"];
const among = (field: "country" | "gender", values: string[]): Rule[] =>
  values.map((value) => ({ kind: "all", children: [{ kind: "field", field, test: { op: "is", value } }] }));

/** A page of a list, a proposal while somebody types, and what is stored of a campaign. */
const QUICK: Record<string, (at: Ctx) => Promise<unknown>> = {
  segments: (at) => listSegments(at),
  customers: (at) => listCustomers(at, CustomerListing.parse({})),
  "members of a large segment": (at) => listMembers(at, { segmentId: id("did not open") }),
  "who joined and left": (at) => listChanges(at, { segmentId: id("did not open") }),
  "values of a field": (at) => suggestValues(at, { of: "field", key: "city" }),
  "values of an attribute": (at) => suggestValues(at, { of: "attribute", key: "plan" }),
  "values of a property": (at) =>
    suggestValues(at, { of: "property", event: "product_viewed", key: "category" }),
  "spread of a field": (at) => getSpread(at, { of: "field", key: "income" }),
  "spread of spend": (at) => getSpread(at, { of: "orders", key: "spend" }),
  "conflicts of 40 campaigns": (at) => listConflicts(at),
  "conflicts of one of them": (at) => listConflicts(at, { campaignId }),
  "free days of an audience": (at) => listFreeDays(at, { campaignId }),
  "a page of decisions": (at) => listDecisions(at, DecisionQuery.parse({})),
  "results of the largest audience": (at) => getResults(at, { campaignId: largestId }),
  "its lift": (at) => getLift(at, { campaignId: largestId }),
  "its figures by week": (at) => getCampaignSeries(at, { campaignId: largestId, grain: "week" }),
  "retention, as kept": (at) => getCohorts(at, { segmentId: null }),
  "RFM in equal fifths, as kept": (at) => getRfm(at, { segmentId: null, ties: "even" }),
  "moves between stages, as kept": (at) => getFlows(at, { parentId: null, from: addDays(on, 1), to: today }),
  "funnel by stage, as kept": (at) => getStages(at, { segmentId: id("did not open"), on }),
  "shared by two": (at) => listShared(at, { aId: id("did not open"), bId: id("lapsed buyers") }),
};
/** A figure over everybody. */
const WHOLE: Record<string, (at: Ctx) => Promise<unknown>> = {
  "overlap of six": (at) => getOverlap(at, { segmentIds: compared }),
  "parts of a large segment": (at) =>
    getSplitProfile(at, { segmentId: id("did not open"), subjectKey: "field country" }),
  "sizes of a grid of 12 parts": (at) =>
    countSplit(at, {
      segmentId: id("did not open"),
      axes: [among("country", COUNTRIES), among("gender", GENDERS)],
    }),
  "whom 40 campaigns share": (at) => storeReach(at),
  "a brief with its audience": (at) => getCampaign(at, { campaignId }),
  "the audience page": (at) => getAudience(at, { campaignId }),
  "the audience page, launched": (at) => getAudience(at, { campaignId: launchedId }),
  "what templates need": (at) => getTemplateData(at),
};

/** What pages count when they are asked to count now, or for other days. */
const isFresh = true;
const COUNTED: Record<string, (at: Ctx) => Promise<unknown>> = {
  "retention of everybody": (at) => getCohorts(at, { segmentId: null, isFresh }),
  "retention of a large segment": (at) => getCohorts(at, { segmentId: id("did not open"), isFresh }),
  "RFM of everybody": (at) => getRfm(at, { segmentId: null, ties: "together" }),
  "RFM in equal fifths": (at) => getRfm(at, { segmentId: null, ties: "even", isFresh }),
  "funnel by stage, now and then": (at) => getStages(at, { segmentId: null, on, isFresh }),
  "moves between stages, 12 weeks": (at) =>
    getFlows(at, { parentId: null, from: addDays(on, 1), to: today, isFresh }),
  "a monthly report": (at) => readReport(at, { reportId }),
};

const scan = () =>
  inTransaction(ctx, async (tx) => {
    for (const way of ["indexonlyscan", "indexscan", "bitmapscan"])
      await tx.db.execute(sql.raw(`set local enable_${way} = off`));
    await tx.db.execute(sql`select count(*) from customers where workspace_id = ${ctx.workspaceId}`);
  });

const worstOf = async (screens: typeof QUICK) => {
  let worst = 0;
  for (const [name, read] of Object.entries(screens)) {
    const pair = await compare(() => read(ctx), scan, 5);
    worst = Math.max(worst, pair.ratio);
    sayPair(name, pair);
  }
  return round(worst);
};
sayVerdict(
  "screens",
  { quick: await worstOf(QUICK), whole: await worstOf(WHOLE), counted: await worstOf(COUNTED) },
  { quick: 1, whole: 6 },
);
await closeDb();
