import { describe, expect, it } from "vitest";
import type { DecisionRow } from "@/lib/decisions/decision";
import type { TargetRow } from "@/lib/kpis/report";
import { NO_TALLY, type Tally } from "@/lib/kpis/tally";
import { shareEffect } from "@/lib/statistics/shares";
import { lastSpan, spanBeside } from "../period";
import type { Report } from "../report";
import type { ReportContents, ReportedCampaign, ReportedSegment } from "./contents";
import { reportCsv } from "./csv";
import { summaryOf } from "./summary";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replace(/\u2212/g, "-");
const texts = (contents: ReportContents) => summaryOf(contents, "EUR").map(({ text }) => plain(text));

const today = "2026-06-24";
const span = lastSpan("week", today);
const tally = (revenueMinor: number, orders = 10): Tally => ({ ...NO_TALLY, revenueMinor, orders });
const report: Report = {
  ...{ id: "r", name: "Monday look", period: "week", segments: [], campaigns: [], recipients: [] },
  ...{ sections: ["figures", "segments", "targets", "campaigns", "decisions", "open"], createdBy: null },
  ...{ updatedAt: new Date(0), isRemoved: false },
};
const segment = (name: string, now: number, before: number, isHidden = false): ReportedSegment => ({
  ...{ id: name, name, isHidden, now: tally(now), before: tally(before) },
});
const campaign = (name: string, treated: number, control: number, people = 1000): ReportedCampaign => ({
  ...{ id: name, name, status: "finished", startOn: "2026-06-01", endOn: "2026-06-18", event: "ended" },
  outcome: {
    countedAt: null,
    treated: { people, buyers: treated, orders: treated, revenueMinor: 0 },
    control: { people: control < 0 ? 0 : people, buyers: Math.max(control, 0), orders: 0, revenueMinor: 0 },
    effect:
      control < 0 ? null : shareEffect({ count: treated, total: people }, { count: control, total: people }),
  },
});
const target = (given: Partial<TargetRow>): TargetRow => ({
  ...{ id: "t", segmentId: "s", segmentName: "Weekend", metric: "orders", value: 100, actual: 40 },
  ...{
    campaign: null,
    startOn: "2026-06-01",
    endOn: "2026-06-30",
    pace: { state: "off", expected: 80, ratio: 0.5 },
  },
  ...given,
});
const decision: DecisionRow = {
  ...{ id: "d", title: "Narrow the rule", reason: "", outcome: "", state: "open", decidedOn: "2026-06-16" },
  ...{ decidedBy: { id: "u", name: "Marek Kos" }, reviewOn: null, segment: null, campaign: null },
  ...{ figure: null, figureKey: null, links: [], updatedAt: new Date(0), isRemoved: false },
};
const quiet: ReportContents = {
  ...{ report, today, span, prior: spanBeside("week", span, -1), isOver: true, isCurrent: true },
  ...{ now: tally(100_000_00), before: tally(99_500_00), trend: [], segments: [], targets: [] },
  ...{ campaigns: [], decisions: [], matters: [] },
};

describe("revenue", () => {
  it("says how it changed and which segments carry it, without adding them up", () => {
    const contents = {
      ...quiet,
      now: tally(108_000_00, 2000),
      before: tally(100_000_00),
      segments: [
        segment("Lapsed VIPs", 25_000_00, 20_000_00),
        segment("Offices", 8_000_00, 10_000_00),
        segment("Small", 10_100_00, 10_000_00),
        segment("Hidden", 90_000_00, 0, true),
      ],
    };
    expect(texts(contents).slice(0, 2)).toEqual([
      "Revenue rose by 8.0 %: 108 000 € from 2 000 orders in week 25, 15 – 21 Jun, after 100 000 € in week 24, 8 – 14 Jun.",
      "It shows in “Lapsed VIPs” (+5 000 €); against it went “Offices” (-2 000 €), of +8 000 € in all. Segments share people, so these do not add up.",
    ]);
  });

  it("is quiet where it is steady, and says when nothing was ordered or nothing can be compared", () => {
    expect(texts(quiet)).toEqual([
      "Revenue was steady: 100 000 € from 10 orders in week 25, 15 – 21 Jun, after 99 500 € in week 24, 8 – 14 Jun.",
      "Nothing else changed that needs your attention.",
    ]);
    expect(texts({ ...quiet, now: NO_TALLY })[0]).toBe("No order was placed in week 25, 15 – 21 Jun.");
    expect(texts({ ...quiet, before: NO_TALLY })[0]).toContain("brought nothing to compare with");
  });

  it("does not hold a week that still runs against a whole one", () => {
    expect(texts({ ...quiet, isOver: false, before: tally(1) })[0]).toBe(
      "So far week 25, 15 – 21 Jun has brought 100 000 € from 10 orders.",
    );
  });
});

it("names targets off the pace, and how ended ones ended", () => {
  const lines = texts({
    ...quiet,
    targets: [
      target({}),
      target({
        id: "u",
        endOn: "2026-06-20",
        actual: 90,
        pace: { state: "at risk", expected: 100, ratio: 0.9 },
      }),
      target({ id: "v", pace: { state: "on track", expected: 80, ratio: 1 } }),
    ],
  });
  expect(lines.slice(1)).toEqual([
    "The target for orders of “Weekend” ended missed, at 90 % of it.",
    "Off the pace: orders of “Weekend” (off, 50 % of what should be there by now).",
  ]);
});

it("tells of ended campaigns with interval and n, and claims nothing without a control group", () => {
  const lines = texts({
    ...quiet,
    campaigns: [
      campaign("Win-back", 200, 100),
      campaign("Look-book", 105, 100),
      campaign("Mailing", 80, -1),
      { ...campaign("On", 1, 1), event: "ran" },
    ],
  });
  expect(lines).toHaveLength(5);
  expect(lines[1]).toMatch(
    /^“Win-back” ended on 18 Jun\. The difference of \+10\.0 pt .* 95 % interval .*; 1 000 people treated against 1 000 held out\.$/,
  );
  expect(lines[2]).toContain("may be chance");
  expect(lines[3]).toContain("no control group was held out, so it might have happened anyway");
  expect(lines[4]).toContain("one in twenty looks clear by chance alone");
  expect(lines.join(" ")).not.toMatch(/caused|thanks to|because of/);
});

it("names decisions and the first thing that waits, but not what is decided", () => {
  const matter = {
    ...{
      kind: "late" as const,
      title: "“A” has 2 tasks past the date",
      detail: "",
      href: "/campaigns/a/plan",
      act: "",
    },
    ...{ about: { segmentId: null, campaignId: "a", figure: null }, decided: null },
  };
  const lines = texts({
    ...quiet,
    decisions: [decision],
    matters: [
      { ...matter, title: "decided", decided: { id: "d", title: "x" } },
      matter,
      { ...matter, title: "B" },
    ],
  });
  expect(lines.slice(1)).toEqual([
    "1 decision was taken: “Narrow the rule” (Marek Kos).",
    "Needs a decision: “A” has 2 tasks past the date, and 1 other thing.",
  ]);
});

it("is one flat table as CSV, money in units, and only with the parts that were chosen", () => {
  const revenue: DecisionRow["figure"] = {
    ...{ title: "Revenue of all customers", formula: "", unit: "money", value: 12_34, low: null, high: null },
    ...{ key: { kind: "metric", metric: "revenue" }, people: 5, at: "2026-06-16T08:00:00Z" },
    ...{ n: 5, noun: "buyer", from: "2026-05-01", to: "2026-05-31", against: null, isCausal: null },
  };
  const contents = {
    ...quiet,
    segments: [segment("Weekend", 12_50, 0), segment("Hidden", 1, 1, true)],
    decisions: [{ ...decision, figure: revenue }],
  };
  const lines = reportCsv(contents, "EUR").split(/\r?\n/);
  expect(lines[0]).toContain("Part,Name,Figure,Value,Before");
  expect(lines).toContain("Figures,All customers,Revenue,100000,99500,,,,2026-06-15,2026-06-21");
  expect(lines).toContain("Segments,Weekend,Revenue,12.5,0,,,,2026-06-15,2026-06-21");
  expect(lines.join()).toContain('Revenue of all customers, open",12.34,,,,5,');
  expect(lines.join()).not.toContain("Hidden");
  const short = { ...contents, report: { ...report, sections: ["decisions" as const] } };
  expect(reportCsv(short, "EUR")).not.toContain("Segments,");
});
