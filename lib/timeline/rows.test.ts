import { describe, expect, it } from "vitest";
import { buildPlan } from "./bars";
import { buildRows, linkRows, parseGrouping, type Row, rankBars, rowsByItem } from "./rows";
import { planItem } from "./testing";

const names = {
  segments: [
    { key: "s1", label: "Lapsed VIPs" },
    { key: "s2", label: "New parents" },
    { key: "s3", label: "Store loyals" },
    { key: "s4", label: "Nobody plans for these" },
  ],
  people: [{ key: "u1", label: "Ada Lind" }],
};
const plan = buildPlan([
  planItem("a", "2026-05-10", "2026-05-19", {
    segmentIds: ["s1", "s2", "s3"],
    channels: ["email", "sms"],
    ownerId: "u1",
  }),
  planItem("b", "2026-05-01", "2026-05-10", {
    segmentIds: ["s1"],
    channels: ["email"],
    progress: 100,
    status: "finished",
  }),
  planItem("n", "2026-05-01", "2026-05-10"),
  planItem("t", "2026-05-11", "2026-05-12", { kind: "tactic", parentId: "a", progress: 50 }),
  planItem("m", "2026-05-10", "2026-05-10", { kind: "milestone", parentId: "a" }),
]);
const rank = rankBars(plan.byId.values(), new Map());
const rows = (grouping: Parameters<typeof buildRows>[1]["grouping"], ...toggled: string[]) =>
  buildRows(plan.bars, { grouping, names, toggled: new Set(toggled), rank });
const outline = (list: readonly Row[]) =>
  list.map(
    (row) =>
      `${"  ".repeat(row.level - 1)}${row.kind === "group" ? `[${row.label} ${row.count}]` : row.bar.item.id}`,
  );

describe("rows", () => {
  it("show a campaign in each of its segments, and those without at the end", () => {
    expect(outline(rows("segment"))).toEqual([
      "[Lapsed VIPs 2]",
      "  b",
      "  a",
      "[New parents 1]",
      "  a",
      "[Store loyals 1]",
      "  a",
      "[No segment 1]",
      "  n",
    ]);
  });

  it("group by owner, channel and status, or not at all", () => {
    expect(outline(rows("owner"))).toEqual(["[Ada Lind 1]", "  a", "[Nobody yet 2]", "  b", "  n"]);
    expect(outline(rows("channel"))).toEqual([
      "[E-mail 2]",
      "  b",
      "  a",
      "[SMS 1]",
      "  a",
      "[No channel 1]",
      "  n",
    ]);
    expect(outline(rows("status"))).toEqual(["[Planned 2]", "  n", "  a", "[Finished 1]", "  b"]);
    expect(outline(rows("none"))).toEqual(["b", "n", "a"]);
  });

  it("fold groups and unfold campaigns, each place by itself", () => {
    expect(outline(rows("segment", "segment:s1", "segment:s2/a"))).toEqual([
      "[Lapsed VIPs 2]",
      "[New parents 1]",
      "  a",
      "    m",
      "    t",
      "[Store loyals 1]",
      "  a",
      "[No segment 1]",
      "  n",
    ]);
  });

  it("sum a group up from its first day to its last, weighed by days", () => {
    const [group] = rows("segment");
    expect(group?.kind === "group" && [group.end - group.start, group.progress]).toEqual([19, 75]);
  });

  it("give each row its place for those who cannot see it", () => {
    const list = rows("segment", "segment:s2/a");
    list.forEach((row, index) => {
      expect(row.index).toBe(index);
      const parent = list[row.parentIndex];
      expect(parent?.level ?? 0).toBe(row.level - 1);
    });
    expect(new Set(list.map((row) => row.key)).size).toBe(list.length);
    expect(list.map((row) => `${row.position}/${row.siblings}`).slice(0, 3)).toEqual(["1/4", "1/2", "2/2"]);
  });

  it("find every row of an item, and the campaign that hides it", () => {
    const found = rowsByItem(rows("segment", "segment:s2/a"));
    expect(found.get("a")?.map((row) => row.index)).toEqual([2, 4, 8]);
    expect(found.get("t")?.map((row) => row.bar.item.id)).toEqual(["a", "t", "a"]);
  });

  it("are joined by a link within each group, or once between groups", () => {
    const list = rows("segment", "segment:s2/a");
    const found = rowsByItem(list);
    const pairs = (from: string, to: string) =>
      linkRows(found.get(from) ?? [], found.get(to) ?? []).map(([a, b]) => [a.index, b.index]);
    expect(pairs("b", "a")).toEqual([[1, 2]]);
    expect(pairs("n", "b")).toEqual([[10, 1]]);
    expect(pairs("m", "t")).toEqual([[5, 6]]);
    const folded = rowsByItem(rows("segment"));
    expect(linkRows(folded.get("m") ?? [], folded.get("t") ?? [])).toEqual([]);
    expect(pairs("a", "m")).toEqual([[4, 5]]);
  });

  it("keep their order when days change, and put new ones where they start", () => {
    const later = buildPlan([
      planItem("a", "2026-04-01", "2026-04-02"),
      planItem("b", "2026-05-01", "2026-05-10"),
      planItem("n", "2026-05-01", "2026-05-10"),
      planItem("x", "2026-04-20", "2026-05-10"),
    ]);
    const again = rankBars(later.byId.values(), rank);
    expect([...again.keys()]).toEqual(["x", "b", "n", "a"]);
  });

  it("read their grouping from an address", () => {
    expect(parseGrouping("owner")).toBe("owner");
    expect(parseGrouping("planet")).toBe("segment");
  });
});
