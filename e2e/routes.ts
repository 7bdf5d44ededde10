// Every route of the build: the addresses at which it is looked at, with the ids of whatever workspace is asked.
/** Ids of one workspace that has something to show for each. */
export type Ids = {
  segment: string;
  persona: string;
  campaign: string;
  tactic: string;
  customer: string;
  import: string;
  webhook: string;
  decision: string;
  report: string;
  formula: string;
};

export type PageRow =
  | { /** Why nobody can look at it here. */ open: string }
  | {
      paths: (ids: Ids) => readonly string[];
      /** Looked at without a session. */
      isPublic?: boolean;
      /** Its own answer is "not found". */
      isMissing?: boolean;
      /** Opening it leads to another address. */
      leadsTo?: string;
      /** Brings an editor or a timeline: the larger budget of code is its. */
      isEditor?: boolean;
    };

const at = (path: string) => ({ paths: () => [path] });
const of = (noun: keyof Ids, ...tails: string[]) => ({
  paths: (ids: Ids) => tails.map((tail) => `/${noun}s/${ids[noun]}${tail}`),
});

export const PAGE_ROWS: Record<string, PageRow> = {
  "/": { ...at("/"), leadsTo: "/overview" },
  "/_global-error": { open: "stands in when the root layout itself fails" },
  "/_not-found": { ...at("/sign-in/nothing-here"), isPublic: true, leadsTo: "/sign-in" },
  "/[...path]": { ...at("/nothing-here"), isMissing: true },
  "/sign-in": { ...at("/sign-in"), isPublic: true },
  "/setup": { ...at("/setup"), isPublic: true, leadsTo: "/sign-in" },
  "/invitation/[token]": { ...at("/invitation/a-link-that-was-never-made"), isPublic: true },
  "/new-workspace": at("/new-workspace"),
  "/overview": { paths: () => ["/overview", "/overview?months=3"] },
  "/work": { paths: () => ["/work", "/work?show=free", "/work?show=team", "/work?show=team&role=marketer"] },
  "/customers": {
    paths: (ids) => [
      "/customers",
      `/customers?segment=${ids.segment}&open=${ids.customer}`,
      "/customers?country=nowhere&stage=once",
    ],
  },
  "/customers/[id]": {
    paths: (ids) => [`/customers/${ids.customer}`, `/customers/${ids.customer}?segment=${ids.segment}`],
  },
  "/customers/import": at("/customers/import"),
  "/customers/import/[id]": { paths: (ids) => [`/customers/import/${ids.import}`] },
  "/segments": {
    paths: (ids) => [
      `/segments?open=${ids.segment}`,
      "/segments?view=list",
      "/segments?view=map",
      "/segments?status=archived",
    ],
  },
  "/segments/new": {
    isEditor: true,
    paths: (ids) => [
      "/segments/new",
      `/segments/new?parent=${ids.segment}`,
      `/segments/new?within=${ids.segment}&part=none`,
      "/segments/new?template=new-customers",
      `/segments/new?persona=${ids.persona}&fact=consent_email%3Ain`,
    ],
  },
  "/segments/templates": {
    paths: () => ["/segments/templates", "/segments/templates?dimension=value"],
  },
  "/segments/[id]": of("segment", ""),
  "/segments/[id]/edit": { ...of("segment", "/edit"), isEditor: true },
  "/segments/[id]/children": {
    paths: (ids) => [`/segments/${ids.segment}/children`, `/segments/${ids.segment}/children?people=none`],
  },
  "/segments/[id]/split": {
    isEditor: true,
    paths: (ids) => [
      `/segments/${ids.segment}/split`,
      `/segments/${ids.segment}/split?by=field+country&and=orders+spend&n2=1`,
    ],
  },
  "/segments/[id]/members": {
    paths: (ids) => [
      `/segments/${ids.segment}/members`,
      `/segments/${ids.segment}/members?why=${ids.customer}`,
    ],
  },
  "/segments/[id]/movement": of("segment", "/movement"),
  "/segments/[id]/export": of("segment", "/export"),
  "/segments/movement": {
    paths: (ids) => ["/segments/movement", `/segments/movement?parent=${ids.segment}`],
  },
  "/segments/overlap": {
    paths: (ids) => ["/segments/overlap", `/segments/overlap?ids=${ids.segment}`],
  },
  "/segments/[id]/campaigns": of("segment", "/campaigns"),
  "/segments/[id]/history": of("segment", "/history"),
  "/segments/[id]/kpis": of("segment", "/kpis?grain=week&against=base"),
  "/segments/[id]/chain": of("segment", "/chain"),
  "/personas": {
    paths: () => ["/personas", "/personas?show=stale&sort=name", "/personas?show=archived"],
  },
  "/personas/compare": {
    paths: (ids) => ["/personas/compare", `/personas/compare?p=${ids.persona}`],
  },
  "/personas/new": {
    paths: (ids) => ["/personas/new", `/personas/new?segment=${ids.segment}`],
  },
  "/personas/[id]": of("persona", "", "?note=new", "?fact=amount%3AorderValue"),
  "/personas/[id]/print": of("persona", "/print"),
  "/personas/[id]/edit": of("persona", "/edit"),
  "/campaigns": {
    isEditor: true,
    paths: (ids) => [
      "/campaigns",
      "/campaigns?view=board",
      "/campaigns?view=calendar",
      "/campaigns?view=calendar&span=week",
      "/campaigns?view=timeline",
      `/campaigns?view=timeline&segment=${ids.segment}`,
      `/campaigns?segment=${ids.segment}&persona=${ids.persona}`,
    ],
  },
  "/campaigns/conflicts": {
    paths: () => ["/campaigns/conflicts", "/campaigns/conflicts?kind=content"],
  },
  "/campaigns/new": {
    paths: (ids) => ["/campaigns/new", `/campaigns/new?segment=${ids.segment}&persona=${ids.persona}`],
  },
  "/campaigns/templates": at("/campaigns/templates"),
  "/campaigns/print": {
    paths: (ids) => ["/campaigns/print?by=segment", `/campaigns/print?campaign=${ids.campaign}`],
  },
  "/campaigns/[id]": of("campaign", ""),
  "/campaigns/[id]/audience": {
    paths: (ids) => [
      `/campaigns/${ids.campaign}/audience`,
      `/campaigns/${ids.campaign}/audience?show=leftOut&q=nobody`,
    ],
  },
  "/campaigns/[id]/plan": { ...of("campaign", "/plan"), isEditor: true },
  "/campaigns/[id]/plan/[item]": { paths: (ids) => [`/campaigns/${ids.campaign}/plan/${ids.tactic}`] },
  "/campaigns/[id]/results": of("campaign", "/results"),
  "/campaigns/[id]/kpis": of("campaign", "/kpis?grain=day"),
  "/campaigns/[id]/history": of("campaign", "/history"),
  "/kpis": {
    paths: (ids) => [
      "/kpis",
      `/kpis?metric=openRate&grain=week&against=base&s=${ids.segment}`,
      `/kpis?metric=${ids.formula}&s=${ids.segment}`,
    ],
  },
  "/kpis/funnel": { paths: (ids) => ["/kpis/funnel", `/kpis/funnel?segment=${ids.segment}&on=2026-01-01`] },
  "/kpis/retention": {
    paths: (ids) => ["/kpis/retention", `/kpis/retention?segment=${ids.segment}&show=people`],
  },
  "/kpis/rfm": { paths: (ids) => ["/kpis/rfm", `/kpis/rfm?segment=${ids.segment}&ties=even`] },
  "/kpis/value": at("/kpis/value"),
  "/kpis/own": at("/kpis/own"),
  "/kpis/own/new": at("/kpis/own/new"),
  "/kpis/own/[id]": { paths: (ids) => [`/kpis/own/${ids.formula}`] },
  "/kpis/values": {
    paths: (ids) => ["/kpis/values", `/kpis/values?show=history&figure=visits&segment=${ids.segment}`],
  },
  "/reports": at("/reports"),
  "/reports/new": at("/reports/new"),
  "/reports/[id]": of("report", "", "?on=2026-02-01"),
  "/reports/[id]/edit": of("report", "/edit"),
  "/decisions": {
    paths: (ids) => ["/decisions", `/decisions?segment=${ids.segment}&state=due`],
  },
  "/decisions/new": {
    paths: (ids) => [
      "/decisions/new",
      `/decisions/new?segment=${ids.segment}&figure=metric%3Arevenue`,
      `/decisions/new?campaign=${ids.campaign}&figure=result`,
    ],
  },
  "/decisions/[id]": of("decision", ""),
  "/decisions/[id]/edit": of("decision", "/edit"),
  "/settings": { ...at("/settings"), leadsTo: "/settings/team" },
  "/settings/me": at("/settings/me"),
  "/settings/team": at("/settings/team"),
  "/settings/roles": at("/settings/roles"),
  "/settings/fields": at("/settings/fields"),
  "/settings/scores": at("/settings/scores"),
  "/settings/workspace": at("/settings/workspace"),
  "/settings/audit": at("/settings/audit"),
  "/settings/webhooks": at("/settings/webhooks"),
  "/settings/webhooks/[id]": { paths: (ids) => [`/settings/webhooks/${ids.webhook}`] },
};
