export const VIEWS = ["list", "board", "calendar", "timeline"] as const;
export type CampaignView = (typeof VIEWS)[number];
export const FILTER_PARAMS = ["status", "segment", "persona", "owner", "channel", "q"] as const;
const KEPT = [...FILTER_PARAMS, "sort", "dir", "span", "at"] as const;

/** What the address of the campaigns page says; the timeline keeps its own zoom and place besides. */
export type CampaignAddress = { view: CampaignView } & Partial<Record<(typeof KEPT)[number], string>>;

type Params = Record<string, string | string[] | undefined>;

export function readAddress(params: Params): CampaignAddress {
  const address: CampaignAddress = { view: VIEWS.find((view) => view === params.view) ?? "list" };
  for (const param of KEPT) {
    const value = params[param];
    if (typeof value === "string" && value) address[param] = value;
  }
  return address;
}

/** True when something narrows what is shown. */
export function isNarrowed(address: CampaignAddress): boolean {
  return FILTER_PARAMS.some((param) => address[param] && !(param === "status" && address.view === "board"));
}

/** The page's address with some of it changed; undefined takes a part away. */
export function addressWith(address: CampaignAddress, change: Partial<CampaignAddress>): string {
  const next = { ...address, ...change };
  const query = new URLSearchParams();
  if (next.view !== "list") query.set("view", next.view);
  for (const param of KEPT) {
    const value = next[param];
    if (value) query.set(param, value);
  }
  const text = query.toString();
  return text ? `/campaigns?${text}` : "/campaigns";
}
