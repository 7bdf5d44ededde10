import { and, eq, isNull, ne, type SQL } from "drizzle-orm";
import { members } from "@/db/schema";

/** The members who can be given work: present, and more than viewers. */
export function canBeGivenWork(workspaceId: number): SQL | undefined {
  return and(eq(members.workspaceId, workspaceId), isNull(members.removedAt), ne(members.role, "viewer"));
}
