import type { Actor } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";

type Place = { segmentId: string; segmentOwnerId: string | null };

/** Whether this person may be shown the members of the persona's segment. */
export function seesMembers({ role, userId }: Pick<Actor, "role" | "userId">, persona: Place): boolean {
  const see = grants(role, "customers:see");
  return see === "all" || (see === "assigned" && persona.segmentOwnerId === userId);
}

/** What stands behind the number of members: the members, or for whom they are hidden the rule that counts them. */
export function sizeHref(actor: Pick<Actor, "role" | "userId">, persona: Place): string {
  return `/segments/${persona.segmentId}${seesMembers(actor, persona) ? "/members" : ""}`;
}
