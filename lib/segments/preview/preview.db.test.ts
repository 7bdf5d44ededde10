import { and, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { customerMetrics, customers } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import type { Rule, RuleNode } from "../rule";
import { previewRule } from "./queries";

const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const livesIn = (country: string): RuleNode => ({
  kind: "field",
  field: "country",
  test: { op: "is", value: country },
});

let one: SmallShop;
let owner: Ctx;
beforeEach(async () => {
  one = await makeSmallShop();
  owner = one.ctx();
});

describe("breakdowns of a preview", () => {
  it("count the members against all: exact, by band, by stage on its day, the small ones together", async () => {
    const set = (nos: number[], change: Partial<typeof customers.$inferInsert>) =>
      owner.db
        .update(customers)
        .set(change)
        .where(and(eq(customers.workspaceId, one.workspaceId), inArray(customers.no, nos)));
    const order = (no: number, firstOrderAt: string, lastOrderAt: string) =>
      owner.db
        .update(customerMetrics)
        .set({ firstOrderAt: new Date(firstOrderAt), lastOrderAt: new Date(lastOrderAt), rfmMonetary: 5 })
        .where(and(eq(customerMetrics.workspaceId, one.workspaceId), eq(customerMetrics.customerNo, no)));
    await set([1], { birthDate: "2001-06-15" });
    await set([2, 21], { birthDate: "2001-06-16" });
    for (let no = 1; no <= 9; no++) await set([no], { source: `way ${no}` });
    await order(1, "2026-03-17T00:00:00+01:00", "2026-06-01T00:00:00+02:00");
    await order(2, "2026-03-16T23:59:59+01:00", "2026-03-17T00:00:00+01:00");
    await order(3, "2020-01-01T00:00:00Z", "2025-12-17T00:00:00+01:00");
    await order(21, "2020-01-01T00:00:00Z", "2025-12-16T23:59:59+01:00");
    const preview = await previewRule(owner, { rule: all(livesIn("LV")), parentId: null, segmentId: null });
    const bars = Object.fromEntries(
      preview.breakdowns.map(({ key, bars }) => [key, bars.map(({ label, n, baseN }) => [label, n, baseN])]),
    );
    expect(bars).toEqual({
      age: [
        ["Under 25", 1, 2],
        ["25–34", 1, 1],
        ["Not known", 18, 28],
      ],
      country: [
        ["LV", 20, 20],
        ["EE", 0, 10],
        ["Not known", 0, 1],
      ],
      source: [
        ...["way 1", "way 2", "way 3", "way 4", "way 5", "way 6"].map((way) => [way, 1, 1]),
        ["All others", 3, 3],
        ["Not known", 11, 22],
      ],
      stage: [
        ["No order yet", 17, 27],
        ["New", 1, 1],
        ["Active", 1, 1],
        ["Slipping", 1, 1],
        ["Lapsed", 0, 1],
      ],
      value: [
        ["Highest fifth", 3, 4],
        ["No order yet", 17, 27],
      ],
    });
    const [latvia] = preview.breakdowns.find(({ key }) => key === "country")?.bars ?? [];
    expect(latvia).toMatchObject({ share: 1, baseShare: 20 / 31, index: 31 / 20 });
  });
});
