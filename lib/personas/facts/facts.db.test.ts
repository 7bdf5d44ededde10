import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { segments } from "@/db/schema";
import { makePersonaShop } from "@/db/testing/persona-shop";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Fact } from "../fact";
import { wilson } from "../interval";
import { getRhythms, getSegmentFacts } from "./queries";

describe("computed facts", () => {
  let workspace: TestWorkspace;
  let segmentId: string;
  let surveyId: string;
  let facts: Fact[];
  beforeAll(async () => {
    ({ workspace, segmentId, surveyId } = await makePersonaShop());
    ({ facts } = await getSegmentFacts(workspace.ctx(), { segmentId }));
  });
  const fact = (key: string) => facts.find((each) => each.key === key);

  it("divides by the members whose value is known", () => {
    expect(fact("city:Riga")).toMatchObject({ k: 40, n: 40, share: 1, baseShare: 0.5, index: 2, baseN: 80 });
    expect(fact("gender:female")).toMatchObject({ n: 30, baseN: 60, share: 0.5, baseShare: 0.25, index: 2 });
    const [low, high] = wilson(15, 30);
    expect(fact("gender:female")).toMatchObject({ low, high });
  });

  it("divides a list attribute by the people who have any value of it", () => {
    expect(fact("attribute:likes:tea")).toMatchObject({ n: 40, baseN: 60, share: 0.75, baseShare: 0.5 });
    expect(fact("attribute:isParent:true")).toMatchObject({ n: 40, share: 0.25, baseShare: 0.125 });
  });

  it("leaves special categories out", () => {
    expect(facts.filter((each) => each.key.includes("faith"))).toEqual([]);
  });

  it("divides what people bought by all members, and says it of products too", () => {
    expect(fact("category:Tea")).toMatchObject({ k: 20, n: 40, share: 0.5, baseShare: 0.3, baseN: 80 });
    expect(fact("product:t-1")).toMatchObject({ label: "Bought Assam", k: 20 });
  });

  it("knows devices, channels of orders, what people did and what they answered", () => {
    expect(fact("device:device:phone")).toMatchObject({
      group: "devices",
      k: 40,
      n: 40,
      baseShare: 0.5,
      index: 2,
    });
    expect(fact("order_channel:app")).toMatchObject({ share: 1, baseShare: 0.5 });
    expect(fact("event:visit")).toMatchObject({ label: "Visited, last 90 days", n: 40, share: 1, index: 1 });
    expect(fact(`answer:${surveyId}:nps:9 or 10`)).toMatchObject({ k: 20, n: 20, baseShare: 0.5, baseN: 40 });
  });

  it("gives middle values with their intervals, and the buying rhythm", async () => {
    expect(fact("amount:orderValue")).toMatchObject({
      ...{ value: 4000, baseValue: 3000, n: 40, baseN: 80, of: "order" },
      ...{ low: 4000, high: 4000, middleHalf: [4000, 4000] },
    });
    expect(fact("day:5")).toMatchObject({
      label: "Orders on Saturday",
      share: 1,
      baseShare: 0.5,
      of: "order",
    });
    expect(fact("hour:8")).toMatchObject({ label: "Orders on 8–9 h", k: 40 });
    const rhythms = await getRhythms(workspace.ctx(), { segmentIds: [segmentId] });
    expect(rhythms.get(segmentId)?.[5]?.[1]).toBe(1);
  });

  it("brings what is wanted, however few have it", async () => {
    expect(fact("city:Oslo")).toBeUndefined();
    const { facts: more } = await getSegmentFacts(workspace.ctx(), {
      segmentId,
      wanted: ["city:Oslo", "day:2"],
    });
    expect(more.find(({ key }) => key === "city:Oslo")).toMatchObject({ k: 0, n: 40, index: 0 });
  });

  it("asks some of the members and some of all where there are many, the same ones each time", async () => {
    const ask = () => getSegmentFacts(workspace.ctx(), { segmentId }, { counted: 50, asked: 40 });
    const seen = await ask();
    expect(seen.sample).toEqual({ members: 40, base: 40 });
    const riga = seen.facts.find(({ key }) => key === "city:Riga");
    expect(riga).toMatchObject({ k: 40, n: 40, share: 1, baseN: 40, baseShare: 0.5 });
    expect(seen.facts.find(({ key }) => key === "category:Tea")).toMatchObject({ k: 20, n: 40, baseN: 40 });
    for (const key of ["device:device:phone", "event:visit", "order_channel:app"])
      expect([key, seen.facts.find((each) => each.key === key)]).toMatchObject([
        key,
        { k: 40, n: 40, baseN: 40 },
      ]);
    const few = await getSegmentFacts(workspace.ctx(), { segmentId }, { counted: 50, asked: 20 });
    expect(few.sample?.members).toBeLessThan(40);
    expect(few.facts.find(({ key }) => key === "city:Riga")?.n).toBe(few.sample?.members);
    expect((await ask()).facts).toEqual(seen.facts);
  });

  it("is hidden from a viewer for a small group or a few of its people, and not found elsewhere", async () => {
    const { db } = workspace.ctx();
    const viewer = { ...workspace.ctx("viewer"), workspace: { ...workspace.ctx().workspace, floor: 20 } };
    const seen = await getSegmentFacts(viewer, { segmentId });
    expect(seen.hidden).toContain("gender:female");
    expect(seen.facts.map(({ key }) => key)).not.toContain("gender:female");
    expect(seen.facts.map(({ key }) => key)).toContain("city:Riga");
    await db.update(segments).set({ size: 9 }).where(eq(segments.id, segmentId));
    expect(await getSegmentFacts(workspace.ctx("viewer"), { segmentId })).toMatchObject({
      size: null,
      facts: [],
    });
    await db.update(segments).set({ size: 40 }).where(eq(segments.id, segmentId));
    const other = await makeWorkspace();
    await expect(getSegmentFacts(other.ctx(), { segmentId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getRhythms(other.ctx(), { segmentIds: [segmentId] })).size).toBe(0);
  });
});
