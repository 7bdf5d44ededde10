import type { DigestState, Schedule } from "../digest/rhythm";
import type { NoticeKind, NoticeWay } from "./kinds";

export type NoticeRow = { id: string; title: string; href: string; createdAt: Date; isRead: boolean };

/** How the reader's notices reach them. `timeZone` null: that of the workspace, which `schedule` has filled in. */
export type NoticeChoices = {
  schedule: Schedule;
  timeZone: string | null;
  ways: Record<NoticeKind, NoticeWay>;
  /** The next moment of the schedule; null when it is off. */
  nextAt: Date | null;
  last: { state: DigestState; at: Date; notices: number; error: string | null; dueAt: Date | null } | null;
};
