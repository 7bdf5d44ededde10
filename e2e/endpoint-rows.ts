// Every route that answers with something else than a page.
import { makeCampaign } from "@/db/factories";
import { segment } from "./action-rows";
import { upload } from "./import-rows";
import { launched } from "./launch-rows";
import { ALL, APPROVERS, type AskedRow, EDITORS, type Open, type Scene } from "./matrix";
import { report } from "./report-rows";

/** What is asked: the address, and a body where it is a POST, or bytes where it is a PUT. */
export type Question = { path: string; body?: unknown; bytes?: string };
type EndpointRow = AskedRow & { input: (at: Scene) => Question | Promise<Question> };

const ofSegment = (segmentId: string) => ({ kind: "all", children: [{ kind: "segment", segmentId }] });
const everyone = { kind: "all", children: [{ kind: "everyone" }] };

export const ENDPOINT_ROWS: Record<string, EndpointRow | Open> = {
  "/favicon.ico": { open: "a file" },
  "/icon.svg": { open: "a file" },
  "/api/health": { open: "says only whether the database answers" },
  "/api/auth/[...nextauth]": { open: "the sign-in itself" },
  "/api/campaigns/export": {
    may: ALL,
    input: async (at) => ({
      path: `/api/campaigns/export?format=csv&campaign=${(await makeCampaign(at, { name: at.marker })).id}`,
    }),
  },
  "/api/campaigns/news": {
    may: ALL,
    // Says what happened in the workspace of the session; nothing is named.
    input: () => ({ path: "/api/campaigns/news", body: { since: new Date().toISOString() } }),
  },
  "/api/campaigns/problems": {
    may: ALL,
    // Without a campaign: what is wrong in the workspace of the session.
    input: () => ({ path: "/api/campaigns/problems", body: {} }),
  },
  "/calendar/[file]": { open: "the token in the address is the permission" },
  "/api/imports/progress": {
    may: EDITORS,
    input: async (at) => ({ path: "/api/imports/progress", body: { importId: await upload(at) } }),
  },
  "/api/imports/[importId]/rejected": {
    may: EDITORS,
    input: async (at) => ({ path: `/api/imports/${await upload(at)}/rejected` }),
  },
  "/api/imports/[importId]/parts/[part]": {
    may: EDITORS,
    input: async (at) => ({
      path: `/api/imports/${await upload(at, false)}/parts/0`,
      bytes: "id,name\n1,Ana\n2,Bo\n",
    }),
  },
  "/api/segments/[segmentId]/members": {
    may: EDITORS,
    input: async (at) => ({
      path: `/api/segments/${await segment(at)}/members?columns=field:externalId&audience=any`,
    }),
  },
  "/api/campaigns/[campaignId]/audience": {
    may: EDITORS,
    input: async (at) => ({
      path: `/api/campaigns/${await launched(at)}/audience?columns=field:externalId&group=both`,
    }),
  },
  "/api/reports/[reportId]/csv": {
    may: ALL,
    input: async (at) => ({ path: `/api/reports/${await report(at)}/csv?on=2026-02-01` }),
  },
  "/api/kpis/formulas/preview": {
    may: APPROVERS,
    // Names nothing: figures are those of the workspace of the session.
    input: () => ({ path: "/api/kpis/formulas/preview", body: { formula: "orders", unit: "count" } }),
  },
  "/api/kpis/values/export": {
    may: ALL,
    // Another workspace's segment narrows the list to nothing.
    passes: ["path"],
    input: async (at) => ({ path: `/api/kpis/values/export?segment=${await segment(at)}` }),
  },
  "/api/kpis/values/preview": {
    may: EDITORS,
    // Says of the line that there is no such segment.
    passes: ["body.text"],
    input: async (at) => ({
      path: "/api/kpis/values/preview",
      body: { text: `day,figure,value,segment\n2026-05-01,Visits,12,${await segment(at)}` },
    }),
  },
  "/api/segments/newest": {
    may: EDITORS,
    input: async (at) => ({ path: "/api/segments/newest", body: { segmentId: await segment(at) } }),
  },
  "/api/segments/rule": {
    may: EDITORS,
    // Gives back the text as a rule; a segment in it is named by nobody but the text.
    passes: ["body.text"],
    input: async (at) => ({
      path: "/api/segments/rule",
      body: { text: JSON.stringify(ofSegment(await segment(at))) },
    }),
  },
  "/api/segments/archive": {
    may: EDITORS,
    input: async (at) => ({ path: "/api/segments/archive", body: { segmentIds: [await segment(at)] } }),
  },
  "/api/segments/values": {
    may: EDITORS,
    passes: ["body.query"],
    input: (at) => ({ path: "/api/segments/values", body: { of: "field", key: "city", query: at.marker } }),
  },
  "/api/segments/people": {
    may: EDITORS,
    passes: ["body.query"],
    input: (at) => ({ path: "/api/segments/people", body: { query: at.marker } }),
  },
  "/api/segments/spread": {
    may: EDITORS,
    input: () => ({ path: "/api/segments/spread", body: { of: "field", key: "age" } }),
  },
  "/api/segments/split": {
    may: EDITORS,
    input: async (at) => ({
      path: "/api/segments/split",
      body: { segmentId: await segment(at), axes: [[ofSegment(await segment(at))]] },
    }),
  },
  "/api/segments/preview": {
    may: EDITORS,
    // Whose rule it is only matters for people put in by hand; of another's there are none.
    passes: ["body.segmentId"],
    input: async (at) => ({
      path: "/api/segments/preview",
      body: { rule: ofSegment(await segment(at)), parentId: await segment(at), segmentId: await segment(at) },
    }),
  },
  "/api/segments/estimate": {
    may: EDITORS,
    // Whose rule it is only matters for people put in by hand; of another's there are none.
    passes: ["body.segmentId"],
    input: async (at) => ({
      path: "/api/segments/estimate",
      body: { rule: ofSegment(await segment(at)), parentId: await segment(at), segmentId: await segment(at) },
    }),
  },
  "/api/segments/explanation": {
    may: EDITORS,
    held: ["member"],
    passes: ["body.segmentId"],
    input: async (at) => ({
      path: "/api/segments/explanation",
      body: {
        ...{ rule: everyone, parentId: null, customerId: at.customer.id },
        segmentId: await segment(at, { ownerId: at.holder }),
      },
    }),
  },
};
