import { addDays, isDay } from "@/lib/days";
import { defaultAnchor, parseZoom, pxPerDay } from "@/lib/timeline/scale";
import { FILTER_PARAMS } from "./address";

export type ExportScope = "whole" | "seen";

const KEPT = [...FILTER_PARAMS, "by", "rows", "base"];

export type ExportAsk = {
  /** The query of the page's address. */
  search: string;
  today: string;
  campaignId: string | undefined;
  scope: ExportScope;
  /** Pixels of days that are seen. */
  width?: number;
};

/** What an export is asked with: the filters and rows of the page, and for the visible period its first and last day. */
export function exportQuery({ search, today, campaignId, scope, width = 0 }: ExportAsk): string {
  const page = new URLSearchParams(search);
  const query = new URLSearchParams();
  if (campaignId) query.set("campaign", campaignId);
  for (const name of campaignId ? ["base"] : KEPT) {
    const value = page.get(name);
    if (value) query.set(name, value);
  }
  if (scope === "seen") {
    const px = pxPerDay(parseZoom(page.get("z")));
    const at = page.get("at");
    const from = at && isDay(at) ? at : defaultAnchor(today, px);
    query.set("from", from);
    query.set("to", addDays(from, Math.max(6, Math.floor(width / px) - 1)));
  }
  return query.toString();
}
