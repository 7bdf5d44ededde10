// The actions on properties of events: who may call each, and an input that names a fresh one of a workspace.
import { makeEventName } from "@/db/factories";
import { eventProperties } from "@/db/schema";
import { newId } from "@/lib/ids";
import { NOTICE_KINDS } from "@/lib/work/notices/kinds";
import { ALL, APPROVERS, type Row, type Scene } from "./matrix";
import { WEBHOOK_ROWS } from "./webhook-rows";

const property = async (at: Scene) => {
  const key = `topic ${newId().slice(-8)}`;
  const { no: nameNo } = await makeEventName(at, `${at.marker} ${key}`);
  await at.db.insert(eventProperties).values({ workspaceId: at.workspaceId, nameNo, key, type: "text" });
  return { nameNo, key };
};

/** What the settings do besides what is a few lines: webhooks, notices, and properties of events. */
export const SETTINGS_ROWS: Record<string, Row> = {
  ...WEBHOOK_ROWS,
  saveNoticeSettings: {
    may: ALL,
    input: () => ({
      ...{ every: "weekly", hour: 7, weekday: 2, timeZone: null },
      ways: Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, { inApp: true, inMail: false }])),
    }),
  },
  registerProperty: { may: APPROVERS, input: property },
  releaseProperty: { may: APPROVERS, input: property },
};
