import { expect, it } from "vitest";
import type { CampaignRow } from "@/lib/campaigns/campaign";
import type { SegmentRow } from "@/lib/kpis/report";
import { NO_TALLY } from "@/lib/kpis/tally";
import { daysBehind, laggingWords, payingWords } from "./words";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const segment = (name: string, now: number, before: number, isHidden = false): SegmentRow => ({
  ...{ id: name, name, parentId: null, size: 100, isHidden, ownerId: null, ownerName: null },
  ...{ now: { ...NO_TALLY, revenueMinor: now }, before: { ...NO_TALLY, revenueMinor: before } },
  ...{ months: [], target: null },
});
const campaign = (name: string, progress: number | null): CampaignRow => ({
  ...{ id: name, version: 1, name, status: "running", journeyStage: "retention", channels: [] },
  ...{ ownerId: null, ownerName: null, startOn: "2026-06-01", endOn: "2026-06-20", progress },
  ...{ isLaunched: true, isApproved: true, hasMessage: true, segments: [] },
  tactics: { total: 0, finished: 0, late: 0 },
});

it("says which segments pay and which moved most, hidden ones left out", () => {
  const rows = [
    segment("Coffee", 60_000_00, 50_000_00),
    segment("Offices", 8_000_00, 10_000_00),
    segment("New", 2_000_00, 0),
    segment("Few", 90_000_00, 1, true),
  ];
  expect(plain(payingWords(rows, "EUR"))).toBe(
    "“Coffee” brings most, 60.0 k €. “Coffee” grew most, by 20 % and “Offices” fell most, by 20 %.",
  );
  expect(payingWords([segment("Few", 1, 1, true)], "EUR")).toBe(
    "No segment has brought revenue in these months.",
  );
});

it("says which campaigns lag behind their plan", () => {
  const today = "2026-06-10";
  expect(daysBehind(campaign("A", 50), today)).toBe(0);
  expect(daysBehind(campaign("A", 20), today)).toBe(6);
  expect(daysBehind(campaign("A", null), today)).toBe(0);
  const rows = [campaign("A", 20), campaign("B", 45), campaign("C", 30)];
  expect(plain(laggingWords(rows, today))).toBe("2 of 3 campaigns lag behind the plan, “A” by 6 days.");
  expect(plain(laggingWords([campaign("B", 45)], today))).toBe("1 campaign, none behind its plan.");
  expect(plain(laggingWords([campaign("A", 20)], today))).toBe("It lags behind its plan by 6 days.");
});
