import { z } from "zod";
import { WorkspaceInput } from "@/lib/auth/model";
import { DIGEST_RHYTHMS } from "../digest/rhythm";
import { NOTICE_KINDS } from "./kinds";

/** Without ids: every notice of the reader. */
export const NoticesRead = z.object({ noticeIds: z.array(z.uuid()).max(200).optional() });
export type NoticesRead = z.infer<typeof NoticesRead>;

export const NoticeSettingsInput = z.object({
  every: z.enum(DIGEST_RHYTHMS),
  hour: z.int().min(0).max(23),
  weekday: z.int().min(1).max(7),
  /** Null: that of the workspace. */
  timeZone: WorkspaceInput.shape.timeZone.nullable(),
  ways: z.record(z.enum(NOTICE_KINDS), z.object({ inApp: z.boolean(), inMail: z.boolean() })),
});
export type NoticeSettingsInput = z.infer<typeof NoticeSettingsInput>;
