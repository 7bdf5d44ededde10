import type { Role } from "@/lib/auth/permissions";

/** A person in the workspace. `lastSeenAt` is null for somebody who never signed in. */
export type Member = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  weeklyHours: number;
  joinedAt: Date;
  lastSeenAt: Date | null;
  ownedSegments: number;
  openTactics: number;
};
