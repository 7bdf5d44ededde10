import type { Role } from "@/lib/auth/permissions";

/** A link that still opens the door, for the owners' list. */
export type OpenInvitation = {
  id: string;
  role: Role;
  email: string | null;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
};

export type InvitationState = "open" | "used" | "revoked" | "expired";

type Dates = { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date };

/** Whether a link still opens the door at this moment, and if not, why. */
export function invitationState({ acceptedAt, revokedAt, expiresAt }: Dates, now: Date): InvitationState {
  if (acceptedAt) return "used";
  if (revokedAt) return "revoked";
  return expiresAt <= now ? "expired" : "open";
}

/** Why a link does not work, and what to do, as its page says it. */
export const CLOSED_WORDS: Record<Exclude<InvitationState, "open">, string> = {
  used: "This invitation has been used. If it was you, sign in; else ask for a new link.",
  revoked: "This invitation was withdrawn. Ask an owner of the workspace for a new link.",
  expired: "This invitation is more than seven days old. Ask an owner of the workspace for a new link.",
};
