import { describe, expect, it } from "vitest";
import { PERMISSION_WORDS } from "./permission-words";
import { can, type Grant, grants, PERMISSIONS, type Permission, ROLES } from "./permissions";

/** PRODUCT.md section 6, row by row; columns: owner, manager, marketer, member, viewer. */
const PRODUCT: [row: string, columns: string, ...permissions: Permission[]][] = [
  ["members, roles, API keys, workspace settings", "yes | – | – | – | –", "workspace:manage"],
  ["score formulas", "yes | yes | – | – | –", "scores:edit"],
  ["attributes, erase a customer", "yes | yes | – | – | –", "attributes:edit", "customers:erase"],
  ["imports", "yes | yes | yes | – | –", "imports:run"],
  ["see names and contact data of customers", "yes | yes | yes | assigned | –", "customers:see"],
  ["list customers (names by the row above)", "yes | yes | yes | yes | –", "customers:list"],
  ["segments: create and edit", "yes | yes | yes | – | –", "segments:edit"],
  ["type values of figures (as campaigns)", "yes | yes | yes | – | –", "kpis:type"],
  ["personas: create and edit", "yes | yes | yes | assigned | –", "personas:edit"],
  ["campaigns: create, edit", "yes | yes | yes | – | –", "campaigns:edit"],
  ["tactics", "yes | yes | yes | assigned | –", "tactics:edit"],
  [
    "approve, launch, targets, decisions",
    "yes | yes | – | – | –",
    "campaigns:approve",
    "targets:edit",
    "kpis:define",
    "decisions:edit",
    "reports:edit",
  ],
  ["take / be assigned", "yes | yes | yes | yes | –", "segments:take", "tactics:take"],
  ["comment (who works on it)", "yes | yes | yes | yes | –", "comments:write"],
  [
    "read dashboards, segments, personas, campaigns, KPIs",
    "yes | yes | yes | yes | yes",
    "segments:read",
    "personas:read",
    "campaigns:read",
    "kpis:read",
    "work:read",
    "members:read",
  ],
  ["load per person and week", "yes | yes | yes | assigned | –", "workload:read"],
  ["export people", "yes | yes | yes | – | –", "customers:export"],
  ["read the audit log (with the reviewers)", "yes | yes | – | – | –", "audit:read"],
];

const GRANT: Record<string, Grant> = { yes: "all", assigned: "assigned", "–": "none" };

const cases = PRODUCT.flatMap(([row, columns, ...permissions]) =>
  columns
    .split(" | ")
    .flatMap((word, index) =>
      permissions.map((permission) => ({ row, role: ROLES[index], permission, grant: GRANT[word] })),
    ),
);

describe("the table of permissions", () => {
  it.each(cases)("$role, $permission: $grant ($row)", ({ role, permission, grant }) => {
    if (!role) throw new Error("The row has more columns than there are roles.");
    expect(grants(role, permission)).toBe(grant);
    expect(can(role, permission)).toBe(grant !== "none");
  });

  it("is asserted whole: every role with every permission, once", () => {
    expect(cases).toHaveLength(ROLES.length * PERMISSIONS.length);
    expect(new Set(cases.map(({ permission }) => permission))).toEqual(new Set(PERMISSIONS));
  });
});

describe("the words of the roles screen", () => {
  const rows = PERMISSION_WORDS.flatMap((group) => group.rows);

  it("name every permission once", () => {
    expect(rows.map(({ permission }) => permission).sort()).toEqual([...PERMISSIONS].sort());
  });

  it("say what “assigned” means wherever a role is limited to it, and nowhere else", () => {
    for (const { permission, assigned } of rows) {
      const isLimited = ROLES.some((role) => grants(role, permission) === "assigned");
      expect([permission, assigned !== undefined]).toEqual([permission, isLimited]);
    }
  });
});
