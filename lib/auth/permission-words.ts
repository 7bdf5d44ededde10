import type { Permission } from "./permissions";

/** What each permission allows, in the words of the roles screen, grouped by what it is about. */
export const PERMISSION_WORDS: readonly {
  title: string;
  rows: readonly { permission: Permission; label: string; assigned?: string }[];
}[] = [
  {
    title: "Workspace",
    rows: [
      { permission: "workspace:manage", label: "Manage members, roles and workspace settings" },
      { permission: "members:read", label: "See who is in the team" },
      { permission: "audit:read", label: "Read the audit log" },
    ],
  },
  {
    title: "Customer data",
    rows: [
      { permission: "imports:run", label: "Import customers and orders" },
      { permission: "attributes:edit", label: "Change fields" },
      { permission: "scores:edit", label: "Change score formulas" },
      { permission: "customers:list", label: "Search and list customers" },
      {
        permission: "customers:see",
        label: "See names and contact data",
        assigned: "of segments they own",
      },
      { permission: "customers:export", label: "Export people" },
      { permission: "customers:erase", label: "Erase a customer" },
    ],
  },
  {
    title: "Segments and personas",
    rows: [
      { permission: "segments:read", label: "Read segments" },
      { permission: "segments:edit", label: "Create and edit segments" },
      { permission: "segments:take", label: "Take and own segments" },
      { permission: "personas:read", label: "Read personas" },
      { permission: "personas:edit", label: "Create and edit personas", assigned: "of segments they own" },
    ],
  },
  {
    title: "Campaigns",
    rows: [
      { permission: "campaigns:read", label: "Read campaigns and the timeline" },
      { permission: "campaigns:edit", label: "Create and edit campaigns" },
      { permission: "campaigns:approve", label: "Approve and launch campaigns" },
      { permission: "tactics:edit", label: "Edit tactics", assigned: "assigned to them" },
      { permission: "tactics:take", label: "Take and be assigned tactics" },
      { permission: "comments:write", label: "Comment on campaigns and tactics" },
      { permission: "work:read", label: "See their own work" },
      {
        permission: "workload:read",
        label: "See how many hours each week holds for whom",
        assigned: "of their own",
      },
    ],
  },
  {
    title: "Results",
    rows: [
      { permission: "kpis:read", label: "Read the overview and the KPIs" },
      { permission: "kpis:type", label: "Type and paste values of figures" },
      { permission: "kpis:define", label: "Define KPIs of the workspace’s own" },
      { permission: "targets:edit", label: "Set targets" },
      { permission: "decisions:edit", label: "Record decisions" },
      { permission: "reports:edit", label: "Compose reports" },
    ],
  },
];
