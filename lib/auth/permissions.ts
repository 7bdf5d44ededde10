/** The five roles, from most to least able. */
export const ROLES = ["owner", "manager", "marketer", "member", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABEL: Record<Role, string> = {
  owner: "Owner",
  manager: "Manager",
  marketer: "Marketer",
  member: "Member",
  viewer: "Viewer",
};

/** How far a role may use a permission: everywhere, only on what it is assigned to, or not at all. */
export type Grant = "all" | "assigned" | "none";

/** Columns in the order of ROLES. The table of PRODUCT: what it does not list is not allowed. */
const TABLE = {
  "workspace:manage": ["all", "none", "none", "none", "none"],
  "attributes:edit": ["all", "all", "none", "none", "none"],
  "scores:edit": ["all", "all", "none", "none", "none"],
  "imports:run": ["all", "all", "all", "none", "none"],
  "customers:list": ["all", "all", "all", "all", "none"],
  "customers:see": ["all", "all", "all", "assigned", "none"],
  "customers:export": ["all", "all", "all", "none", "none"],
  "customers:erase": ["all", "all", "none", "none", "none"],
  "segments:read": ["all", "all", "all", "all", "all"],
  "segments:edit": ["all", "all", "all", "none", "none"],
  "segments:take": ["all", "all", "all", "all", "none"],
  "personas:read": ["all", "all", "all", "all", "all"],
  "personas:edit": ["all", "all", "all", "assigned", "none"],
  "campaigns:read": ["all", "all", "all", "all", "all"],
  "campaigns:edit": ["all", "all", "all", "none", "none"],
  "campaigns:approve": ["all", "all", "none", "none", "none"],
  "tactics:edit": ["all", "all", "all", "assigned", "none"],
  "tactics:take": ["all", "all", "all", "all", "none"],
  "comments:write": ["all", "all", "all", "all", "none"],
  "kpis:read": ["all", "all", "all", "all", "all"],
  "kpis:type": ["all", "all", "all", "none", "none"],
  "kpis:define": ["all", "all", "none", "none", "none"],
  "targets:edit": ["all", "all", "none", "none", "none"],
  "decisions:edit": ["all", "all", "none", "none", "none"],
  "reports:edit": ["all", "all", "none", "none", "none"],
  "members:read": ["all", "all", "all", "all", "all"],
  "audit:read": ["all", "all", "none", "none", "none"],
  "workload:read": ["all", "all", "all", "assigned", "none"],
  "work:read": ["all", "all", "all", "all", "all"],
} as const satisfies Record<string, readonly [Grant, Grant, Grant, Grant, Grant]>;

export type Permission = keyof typeof TABLE;
export const PERMISSIONS = Object.keys(TABLE) as Permission[];

/** What the role may do under this permission. */
export function grants(role: Role, permission: Permission): Grant {
  return TABLE[permission][ROLES.indexOf(role)] ?? "none";
}

/** True when the role may do it at least on what it is assigned to. */
export function can(role: Role, permission: Permission): boolean {
  return grants(role, permission) !== "none";
}

/** What each role is for, in the words of the members screen. */
export const ROLE_MEANING: Record<Role, string> = {
  owner: "Everything, and the workspace itself: members, roles, keys and settings",
  manager: "Reviews and approves: targets, launches, decisions, and all that a marketer does",
  marketer: "Builds segments, personas and campaigns, imports and exports people",
  member: "Takes segments and tactics, and works on what is assigned",
  viewer: "Reads dashboards, segments, personas and campaigns; never sees a person",
};
