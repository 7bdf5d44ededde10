import type { Ctx } from "@/lib/auth/ctx";
import type { Day } from "@/lib/days";
import { todayIn } from "@/lib/zone";

/** Whose facts are counted, on which day of the workspace. */
export type Scope = { workspaceId: number; timeZone: string; today: Day };

export const scopeOf = ({ workspaceId, workspace: { timeZone }, now }: Ctx): Scope => ({
  ...{ workspaceId, timeZone, today: todayIn(timeZone, now()) },
});
