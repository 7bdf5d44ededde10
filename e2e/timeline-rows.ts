// The actions of the timeline on parts and baselines: who may call each, and an input that names fresh rows of a workspace.
import { makeCampaign, makePlanItem } from "@/db/factories";
import { saveBaseline } from "@/lib/campaigns/baselines/mutations";
import { newId } from "@/lib/ids";
import { EDITORS, type Row, type Scene } from "./matrix";

const anyName = (first: string) => `${first} ${newId().slice(-8)}`;
const campaign = async (at: Scene) => (await makeCampaign(at, { name: at.marker })).id;
const baseline = async (at: Scene) => (await saveBaseline(at.ctx(), { name: anyName(at.marker) })).baselineId;

/** A tactic that the holder is to do. */
const tactic = async (at: Scene) =>
  (
    await makePlanItem(at, {
      name: at.marker,
      campaignId: await campaign(at),
      assigneeId: at.holder,
    })
  ).id;
const days = { startOn: "2026-05-04", endOn: "2026-05-08" };

export const TIMELINE_ROWS: Record<string, Row> = {
  moveTimelineItems: {
    may: EDITORS,
    held: ["member"],
    input: async (at) => ({
      changes: [{ kind: "tactic", id: await tactic(at), ...days, expectedVersion: 1 }],
    }),
  },
  addPlanParts: {
    may: EDITORS,
    // The id of what is new names nothing yet.
    passes: ["parts.0.id"],
    input: async (at) => ({
      parts: [
        {
          ...{ id: newId(), campaignId: await campaign(at), kind: "tactic", name: "A tactic" },
          ...days,
          ...{ channel: null, assigneeId: null, hours: 0, isByHand: false },
        },
      ],
      links: [],
    }),
  },
  removePlanParts: {
    may: EDITORS,
    input: async (at) => ({ parts: [{ itemId: await tactic(at), expectedVersion: 1 }] }),
  },
  saveBaseline: { may: EDITORS, passes: ["name"], input: () => ({ name: anyName("Baseline") }) },
  renameBaseline: {
    may: EDITORS,
    passes: ["name"],
    input: async (at) => ({ baselineId: await baseline(at), name: anyName("Baseline") }),
  },
  deleteBaseline: { may: EDITORS, input: async (at) => ({ baselineId: await baseline(at) }) },
};
