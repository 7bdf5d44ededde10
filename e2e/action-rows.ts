// Every server action: who may call it, and an input that names fresh rows of a workspace.
import * as make from "@/db/factories";
import { calendarFeeds, campaignSegments } from "@/db/schema";
import { openSession } from "@/lib/auth/sessions/mutations";
import { newId } from "@/lib/ids";
import { splitSegment } from "@/lib/segments/split/mutations";
import { inviteMember } from "@/lib/workspaces/invitations/mutations";
import { BRIEF_ROWS } from "./brief-rows";
import { DECISION_ROWS } from "./decision-rows";
import { PASSWORD } from "./fixtures";
import { IMPORT_ROWS } from "./import-rows";
import { KPI_ROWS } from "./kpi-rows";
import { LAUNCH_ROWS } from "./launch-rows";
import { ALL, APPROVERS, EDITORS, NO_ONE, OWNERS, type Row, type Scene, TAKERS } from "./matrix";
import { PERSONA_ROWS, persona } from "./persona-rows";
import { REPORT_ROWS } from "./report-rows";
import { SETTINGS_ROWS } from "./settings-rows";
import { TIMELINE_ROWS } from "./timeline-rows";

/** Two live segments of a workspace never share a name. */
const anyName = (first: string) => `${first} ${newId().slice(-8)}`;
export const segment = async (at: Scene, given = {}) =>
  (await make.makeSegment(at, { name: anyName(at.marker), members: [at.customer.no], ...given })).id;
const EVERYONE = { kind: "all" as const, children: [{ kind: "everyone" as const }] };
/** A segment that the holder owns. */
const heldSegment = (at: Scene) => segment(at, { ownerId: at.holder });
const campaign = async (at: Scene, given = {}) =>
  (await make.makeCampaign(at, { name: at.marker, ...given })).id;
/** A tactic that the holder is to do. */
const tactic = async (at: Scene, given = {}) =>
  (
    await make.makePlanItem(at, {
      name: at.marker,
      campaignId: await campaign(at),
      assigneeId: at.holder,
      ...given,
    })
  ).id;
const dependency = async (at: Scene) =>
  (
    await make.makeDependency(at, {
      fromCampaignId: await campaign(at),
      toCampaignId: await campaign(at, { startOn: "2026-06-01", endOn: "2026-06-30" }),
    })
  ).id;

const feed = async ({ db, workspaceId, holder: ownerId }: Scene) => {
  const id = newId();
  await db.insert(calendarFeeds).values({ workspaceId, id, kind: "person", tokenHash: id, ownerId });
  return id;
};

const freshSplit = async (at: Scene) =>
  splitSegment(at.ctx(), {
    segmentId: await segment(at),
    children: [{ name: anyName(at.marker), dimension: "value", rule: EVERYONE }],
    rest: null,
  });

const targeted = async (at: Scene) => {
  const segmentId = await segment(at);
  const campaignId = await campaign(at);
  const { db, workspaceId } = at;
  await db.insert(campaignSegments).values({ workspaceId, campaignId, segmentId, segmentVersion: 1 });
  return { campaignId, segmentId };
};

const brief = { name: "A campaign", journeyStage: "retention", startOn: "2026-05-01", endOn: "2026-05-31" };
const days = { startOn: "2026-05-04", endOn: "2026-05-08" };

const tactics: Record<string, Row> = {
  takeTactic: { may: TAKERS, input: async (at) => ({ itemId: await tactic(at, { assigneeId: null }) }) },
  assignTactic: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ itemId: await tactic(at), toUserId: at.users.marketer.id, note: "" }),
  },
  finishTactic: { may: EDITORS, held: ["member"], input: async (at) => ({ itemId: await tactic(at) }) },
  reopenTactic: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ itemId: await tactic(at, { progress: 100, doneAt: new Date() }), progress: 0 }),
  },
};

const ownership: Record<string, Row> = {
  takeSegment: { may: TAKERS, input: async (at) => ({ segmentId: await segment(at) }) },
  // Who owns it may give it away; of the others, who edits segments.
  handOverSegment: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ segmentId: await heldSegment(at), toUserId: at.users.marketer.id, note: "" }),
  },
  releaseSegment: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({ segmentId: await heldSegment(at) }),
  },
};

/** By folder of app/ and exported name. */
export const ACTION_ROWS: Record<string, Record<string, Row>> = {
  "(auth)": {
    signIn: { open: "asks for the password itself" },
    signOut: { open: "ends one's own session" },
    register: { open: "the link of the invitation is the permission" },
    acceptInvitation: { open: "the link of the invitation is the permission" },
    setUp: {
      may: NO_ONE,
      input: () => ({
        name: "Somebody",
        email: "somebody@example.test",
        password: "seven green bottles on a wall",
        workspace: { name: "Mine", currency: "EUR", timeZone: "Europe/Berlin" },
      }),
    },
    createWorkspace: {
      may: ALL,
      movesSession: true,
      input: () => ({ name: "A second shop", currency: "EUR", timeZone: "Europe/Berlin" }),
    },
  },
  "(workspace)": {
    // Finds nothing of another workspace instead of refusing.
    search: { may: ALL, passes: ["q"], input: (at) => ({ q: at.marker }) },
    switchWorkspace: { may: ALL, movesSession: true, input: (at) => ({ workspaceId: at.workspaceId }) },
  },
  "(workspace)/campaigns": {
    ...LAUNCH_ROWS,
    ...tactics,
    ...BRIEF_ROWS,
    createCampaign: {
      may: EDITORS,
      input: async (at) => ({
        ...brief,
        ownerId: at.users.marketer.id,
        personaId: await persona(at),
        segmentIds: [await segment(at)],
      }),
    },
    updateCampaign: {
      may: EDITORS,
      input: async (at) => ({
        campaignId: await campaign(at),
        version: 1,
        changes: {
          name: "Another name",
          ownerId: at.users.marketer.id,
          personaId: await persona(at),
          segmentIds: [await segment(at)],
        },
      }),
    },
    setCampaignStatus: {
      may: EDITORS,
      input: async (at) => ({ campaignId: await campaign(at), version: 1, to: "archived" }),
    },
    retargetCampaign: { may: EDITORS, input: async (at) => ({ ...(await targeted(at)), version: 1 }) },
    addPlanItem: {
      may: EDITORS,
      input: async (at) => ({
        campaignId: await campaign(at),
        kind: "tactic",
        name: "A tactic",
        assigneeId: at.users.marketer.id,
        ...days,
      }),
    },
    updatePlanItem: {
      may: EDITORS,
      held: ["member"],
      input: async (at) => ({ itemId: await tactic(at), version: 1, changes: { progress: 20 } }),
    },
    removePlanItem: { may: EDITORS, input: async (at) => ({ itemId: await tactic(at) }) },
    restorePlanItem: {
      may: EDITORS,
      // An id is only taken within its own workspace: another one's may be reused, and touches nothing there.
      passes: ["item.id"],
      input: async (at) => ({
        item: {
          ...{ id: newId(), campaignId: await campaign(at), kind: "tactic", position: 1, name: "Back again" },
          ...{ channel: null, assigneeId: at.users.marketer.id, hours: 0, progress: 0, ...days },
        },
        links: [],
      }),
    },
    addDependency: {
      may: EDITORS,
      input: async (at) => ({ fromId: await campaign(at), toId: await campaign(at) }),
    },
    removeDependency: { may: EDITORS, input: async (at) => ({ dependencyId: await dependency(at) }) },
    ...TIMELINE_ROWS,
  },
  "(workspace)/customers/import": IMPORT_ROWS,
  "(workspace)/decisions": DECISION_ROWS,
  "(workspace)/kpis": KPI_ROWS,
  "(workspace)/personas": PERSONA_ROWS,
  "(workspace)/reports": REPORT_ROWS,
  "(workspace)/segments": {
    ...ownership,
    createSegment: {
      may: EDITORS,
      passes: ["name"],
      input: async (at) => {
        const [parentId, segmentId] = [await segment(at), await segment(at)];
        const rule = { kind: "all", children: [{ kind: "segment", segmentId }] };
        return { name: anyName("A segment"), description: "", dimension: "value", parentId, rule };
      },
    },
    updateSegment: {
      may: EDITORS,
      passes: ["name"],
      input: async (at) => ({
        segmentId: await segment(at),
        version: 1,
        name: anyName("A segment"),
        parentId: await segment(at),
      }),
    },
    restoreVersion: { may: EDITORS, input: async (at) => ({ segmentId: await segment(at), version: 1 }) },
    archiveSegment: { may: EDITORS, input: async (at) => ({ segmentId: await segment(at) }) },
    restoreSegment: {
      may: EDITORS,
      input: async (at) => ({ segmentId: await segment(at, { archivedAt: new Date() }) }),
    },
    handOverSegments: {
      may: EDITORS,
      held: ["member"],
      input: async (at) => ({
        segmentIds: [await heldSegment(at), await heldSegment(at)],
        toUserId: at.users.marketer.id,
        note: "",
      }),
    },
    archiveSegments: {
      may: EDITORS,
      input: async (at) => ({ segmentIds: [await segment(at), await segment(at)] }),
    },
    restoreSegments: {
      may: EDITORS,
      input: async (at) => ({ segmentIds: [await segment(at, { archivedAt: new Date() })] }),
    },
    refreshSegment: { may: EDITORS, input: async (at) => ({ segmentId: await segment(at) }) },
    splitSegment: {
      may: EDITORS,
      passes: ["children.0.name"],
      input: async (at) => {
        const [segmentId, other] = [await segment(at), await segment(at)];
        const rule = { kind: "all", children: [{ kind: "segment", segmentId: other }] };
        return { segmentId, children: [{ name: anyName("A part"), dimension: "value", rule }], rest: null };
      },
    },
    undoSplit: { may: EDITORS, input: async (at) => ({ segmentIds: (await freshSplit(at)).segmentIds }) },
    setOverride: {
      may: EDITORS,
      input: async (at) => ({
        segmentId: await segment(at),
        customerId: at.customer.id,
        isIncluded: false,
      }),
    },
    copySegment: {
      may: EDITORS,
      input: async (at) => ({ segmentId: await segment(at), name: anyName("Fixed list") }),
      // A name refers to nothing.
      passes: ["name"],
    },
  },
  "(workspace)/settings": {
    ...SETTINGS_ROWS,
    inviteMember: {
      may: OWNERS,
      input: () => ({ role: "viewer", email: "guest@example.test" }),
    },
    revokeInvitation: {
      may: OWNERS,
      input: async (at) => ({
        invitationId: (await inviteMember(at.ctx(), { role: "viewer", email: null })).invitationId,
      }),
    },
    createFeed: {
      may: ALL,
      input: async (at) => ({ kind: "campaign", campaignId: await campaign(at) }),
    },
    // One's own, or as who manages the workspace anybody's.
    revokeFeed: {
      may: OWNERS,
      held: ALL,
      refusal: "NOT_FOUND",
      input: async (at) => ({ feedId: await feed(at) }),
    },
    changeRole: { may: OWNERS, input: async (at) => ({ userId: await at.someone(), role: "marketer" }) },
    setWeeklyHours: { may: OWNERS, input: async (at) => ({ userId: await at.someone(), weeklyHours: 20 }) },
    removeMember: { may: OWNERS, input: async (at) => ({ userId: await at.someone() }) },
    updateSettings: {
      may: OWNERS,
      input: () => ({
        ...{ name: "Test shop", currency: "EUR", timeZone: "Europe/Berlin" },
        ...{
          contactRules: [],
          floor: 12,
          contactCap: 4,
          contactCapDays: 7,
          workdays: [1, 2, 3, 4, 5],
          holidays: [],
        },
      }),
    },
    // Another workspace is never named: what an event is called is no reference.
    previewScores: { may: APPROVERS, input: () => ({ recency: { by: "fifths" } }) },
    changeScores: { may: APPROVERS, input: () => ({ recency: { by: "edges", edges: [1, 2, 3, 4] } }) },
    updateField: {
      may: APPROVERS,
      input: () => ({ key: "plan", label: "Tariff", dimension: "value", special: null, isPersonal: false }),
    },
    renameAccount: { may: ALL, input: () => ({ name: "A new name" }) },
    changePassword: { may: ALL, input: () => ({ current: PASSWORD, next: "seven green bottles on a wall" }) },
    // One's own, whatever the role; of another person's nothing is said.
    endSession: {
      may: NO_ONE,
      held: ALL,
      refusal: "NOT_FOUND",
      input: async (at) => ({ sessionId: await openSession({ userId: at.holder, userAgent: "" }) }),
    },
    endOtherSessions: { may: ALL, input: () => ({}) },
  },
  "(workspace)/work": {
    ...tactics,
    acceptTactic: { may: NO_ONE, held: TAKERS, input: async (at) => ({ itemId: await tactic(at) }) },
    acceptSegment: {
      may: NO_ONE,
      held: TAKERS,
      input: async (at) => ({ segmentId: await heldSegment(at) }),
    },
    ...ownership,
    markRead: {
      may: ALL,
      // Of another's notice nothing is said: it is simply not among one's own.
      passes: ["noticeIds.0"],
      input: async (at) => ({
        noticeIds: [(await make.makeNotification(at, { userId: at.holder, title: at.marker })).id],
      }),
    },
  },
};
