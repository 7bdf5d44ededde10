import { expect, it } from "vitest";
import { formatDay } from "@/lib/days";
import { type Figure, figureHref, figureOf, figureParam } from "./figure";
import { changedLines, changesOf, decisionWords } from "./history";
import { certaintyText, figureName, figureSentence, valueText } from "./words";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replace(/\u2212/g, "-");
const figure: Figure = {
  ...{ title: "Repeat rate of “Regulars”", formula: "", unit: "share", value: 0.4, low: 0.168, high: 0.687 },
  ...{ n: 10, noun: "buyer", from: "2026-03-01", to: "2026-05-31", against: null, isCausal: null },
};

it("says a figure with its stretch, its interval and what it rests on", () => {
  expect(plain(figureSentence(figure, "EUR", "2026-06-15"))).toBe(
    "Repeat rate of “Regulars”, 1 Mar – 31 May: 40.0 % (95 % interval 16.8 % to 68.7 %, n = 10 buyers)",
  );
  const level = { ...figure, unit: "people" as const, value: 1200, low: null, high: null };
  expect(plain(certaintyText({ ...level, n: 1200, noun: "customer" }, "EUR"))).toBe("n = 1 200 customers");
  expect(
    plain(figureSentence({ ...level, from: "2026-06-15", to: "2026-06-15" }, "EUR", "2026-06-15")),
  ).toContain("as of 15 Jun: 1 200");
});

it("names a figure without whose it is", () => {
  const names = [
    figure.title,
    "Lift of “Early access”",
    "Revenue of all customers, as forecast for the week",
    "Share of those whom “Spring” reached that bought",
  ].map((title) => figureName({ title }));
  expect(names).toEqual([
    ...["Repeat rate", "Lift", "Revenue, as forecast for the week"],
    "Share of those whom “Spring” reached that bought",
  ]);
});

it("writes each unit, and a dash for nothing", () => {
  const text = (unit: Figure["unit"], value: number | null) => plain(valueText({ unit }, value, "EUR"));
  expect([text("money", 12_345), text("money", 1_234_500), text("points", -0.012), text("count", 7)]).toEqual(
    [...["123.45 €", "12 345 €", "-1.2 pt", "7"]],
  );
  expect(text("share", null)).toBe("–");
});

it("puts a figure into an address and reads it back", () => {
  const keys = [
    { kind: "metric" as const, metric: "revenue" as const },
    { kind: "target" as const, targetId: "t1" },
    { kind: "forecast" as const, metric: "orders" as const },
    { kind: "result" as const },
  ];
  for (const key of keys) expect(figureOf(figureParam(key))).toEqual(key);
  for (const bad of [undefined, "", "metric:nothing", "forecast:members", "target:", "else"])
    expect(figureOf(bad)).toBeNull();
});

it("leads to where the figure stands", () => {
  const about = { segmentId: "s1", campaignId: null, figure: { kind: "metric", metric: "revenue" } } as const;
  expect(figureHref(about)).toBe("/segments/s1/kpis");
  expect(figureHref({ ...about, segmentId: null })).toBe("/overview");
  expect(figureHref({ ...about, campaignId: "c1", figure: { kind: "result" } })).toBe(
    "/campaigns/c1/results",
  );
});

it("tells what changed, before and after, without ids", () => {
  const before = {
    title: "A",
    reason: "B",
    outcome: "",
    decidedOn: "2026-06-01",
    decidedBy: "u1",
    reviewOn: null,
  };
  const changes = changesOf(before, { ...before, reason: "C", decidedBy: "u2", reviewOn: "2026-07-01" });
  expect(Object.keys(changes)).toEqual(["reason", "decidedBy", "reviewOn"]);
  const detail = { changes };
  expect(decisionWords({ action: "decision.changed", detail })).toBe(
    "changed why, who decided and the review day of a decision",
  );
  expect(changedLines(detail, "2026-06-15")).toEqual([
    { word: "why", before: "B", after: "C" },
    { word: "the review day", before: "nothing", after: formatDay("2026-07-01", "2026-06-15") },
  ]);
});
