/** What the log can be narrowed to, with the first words of the actions in it. */
export const AREAS = {
  people: { label: "Sign-ins and members", nouns: ["session", "account", "member", "invitation"] },
  workspace: {
    label: "Workspace, fields, webhooks",
    nouns: ["workspace", "field", "property", "webhook", "value"],
  },
  customers: { label: "Customers, imports, exports", nouns: ["customer", "import", "export"] },
  segments: { label: "Segments", nouns: ["segment"] },
  personas: { label: "Personas", nouns: ["persona"] },
  campaigns: { label: "Campaigns", nouns: ["campaign", "plan", "tactic", "dependency", "baseline", "feed"] },
  kpis: {
    label: "KPIs, targets, decisions, reports",
    nouns: ["target", "decision", "report", "figure", "formula"],
  },
} as const satisfies Record<string, { label: string; nouns: readonly string[] }>;

export type Area = keyof typeof AREAS;
export const AREA_KEYS = Object.keys(AREAS) as [Area, ...Area[]];
