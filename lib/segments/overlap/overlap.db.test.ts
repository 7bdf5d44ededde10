import { beforeEach, describe, expect, it } from "vitest";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { newId } from "@/lib/ids";
import { archiveSegment, createSegment } from "../mutations";
import { takeSegment } from "../ownership/mutations";
import type { Rule, RuleNode } from "../rule";
import { getOverlap, listShared } from "./queries";

const endsWith = (value: string): RuleNode => ({
  kind: "field",
  field: "externalId",
  test: { op: "endsWith", value },
});
const livesIn = (country: string): RuleNode => ({
  kind: "field",
  field: "country",
  test: { op: "is", value: country },
});

let one: SmallShop;
beforeEach(async () => {
  one = await makeSmallShop();
});

async function make(name: string, ...children: RuleNode[]): Promise<string> {
  const rule: Rule = { kind: "all", children };
  const input = { name, description: "", dimension: "geographic", parentId: null, rule } as const;
  return (await createSegment(one.ctx(), input)).segmentId;
}

describe("overlap", () => {
  it("counts who is in each two, in the order asked for", async () => {
    const latvia = await make("Latvia", livesIn("LV"));
    const estonia = await make("Estonia", livesIn("EE"));
    const ones = await make("Ends with 1", endsWith("1"));
    expect(await getOverlap(one.ctx(), { segmentIds: [ones, latvia, estonia, latvia] })).toEqual({
      segments: [
        { id: ones, name: "Ends with 1", parentId: null, size: 4 },
        { id: latvia, name: "Latvia", parentId: null, size: 20 },
        { id: estonia, name: "Estonia", parentId: null, size: 10 },
      ],
      pairs: [
        { aId: ones, bId: latvia, people: 2 },
        { aId: ones, bId: estonia, people: 1 },
        { aId: latvia, bId: estonia, people: 0 },
      ],
      inAny: 31,
      inSeveral: 3,
    });
  });

  it("leaves out archived and unknown segments, and those of another workspace", async () => {
    const latvia = await make("Latvia", livesIn("LV"));
    const estonia = await make("Estonia", livesIn("EE"));
    await archiveSegment(one.ctx(), { segmentId: estonia });
    const found = await getOverlap(one.ctx(), { segmentIds: [latvia, estonia, newId()] });
    expect(found.segments.map(({ id }) => id)).toEqual([latvia]);
    const other = await makeSmallShop();
    expect(await getOverlap(other.ctx(), { segmentIds: [latvia] })).toEqual({
      segments: [],
      pairs: [],
      inAny: 0,
      inSeveral: 0,
    });
    expect(await getOverlap(one.ctx(), { segmentIds: [] })).toMatchObject({ segments: [], inAny: 0 });
  });

  it("hides from a viewer what is under the floor, and what would tell it by subtraction", async () => {
    const latvia = await make("Latvia", livesIn("LV"));
    const most = await make("Most of Latvia", livesIn("LV"), { kind: "not", child: endsWith("7") });
    const ones = await make("Ends with 1", endsWith("1"));
    const { segments, pairs } = await getOverlap(one.ctx("viewer"), { segmentIds: [latvia, most, ones] });
    expect(segments.map(({ size }) => size)).toEqual([20, 18, null]);
    expect(pairs.map(({ people }) => people)).toEqual([null, null, null]);
    expect((await getOverlap(one.ctx("member"), { segmentIds: [latvia, ones] })).pairs[0]?.people).toBe(2);
  });

  it("names who is in both, a page at a time, by role", async () => {
    const [aId, bId] = [await make("Latvia", livesIn("LV")), await make("Ends with 1", endsWith("1"))];
    const { people, nextAfter } = await listShared(one.ctx("marketer"), { aId, bId });
    expect([people.map(({ externalId }) => externalId), nextAfter]).toEqual([["c1", "c11"], null]);
    expect((await listShared(one.ctx(), { aId, bId, after: 1 })).people).toHaveLength(1);
    const everyone = await make("All", { kind: "everyone" });
    const first = await listShared(one.ctx(), { aId: everyone, bId: everyone });
    expect([first.people.length, first.nextAfter]).toEqual([25, 25]);
    for (const role of ["viewer", "member"] as const)
      await expect(listShared(one.ctx(role), { aId, bId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await takeSegment(one.ctx("member"), { segmentId: bId });
    expect((await listShared(one.ctx("member"), { aId, bId })).people).toHaveLength(2);
    const other = await makeSmallShop();
    await expect(listShared(other.ctx(), { aId, bId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("refuses more than can be compared", async () => {
    const segmentIds = Array.from({ length: 51 }, newId);
    await expect(getOverlap(one.ctx(), { segmentIds })).rejects.toMatchObject({ code: "LIMIT" });
  });
});
