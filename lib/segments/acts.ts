import { can, grants, type Role } from "@/lib/auth/permissions";

/** What a role may do with one segment: `edit` also archives, counts, splits and copies; `give` hands it over. */
export type SegmentActs = {
  edit: boolean;
  persona: boolean;
  campaign: boolean;
  export: boolean;
  give: boolean;
};

/** Owning a segment widens what a member may do with it. */
export function actsOn(role: Role, isOwner: boolean): SegmentActs {
  const edit = grants(role, "segments:edit") === "all";
  const persona = grants(role, "personas:edit");
  return {
    edit,
    persona: persona === "all" || (persona === "assigned" && isOwner),
    campaign: grants(role, "campaigns:edit") === "all",
    export: can(role, "customers:export"),
    give: edit || (isOwner && can(role, "segments:take")),
  };
}
