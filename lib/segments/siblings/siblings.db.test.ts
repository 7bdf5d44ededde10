import { beforeEach, describe, expect, it } from "vitest";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import { archiveSegment, createSegment } from "../mutations";
import { takeSegment } from "../ownership/mutations";
import type { Rule, RuleNode } from "../rule";
import { getSiblings, listSiblingPeople } from "./queries";
import { type SiblingPart, siblingRule } from "./siblings";

const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const country = (test: { op: "is"; value: string } | { op: "isKnown" }): RuleNode => ({
  kind: "field",
  field: "country",
  test,
});
const keyEnds = (value: string): RuleNode => ({
  kind: "field",
  field: "externalId",
  test: { op: "endsWith", value },
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );

let shop: SmallShop;
let owner: Ctx;
let ids: { baltic: string; latvia: string; ones: string };
const make = async (name: string, rule: Rule, parentId: string | null = null) =>
  (await createSegment(owner, { name, description: "", dimension: "geographic", parentId, rule })).segmentId;
beforeEach(async () => {
  shop = await makeSmallShop();
  owner = shop.ctx();
  const baltic = await make("Baltic", all(country({ op: "isKnown" })));
  const latvia = await make("Latvia", all(country({ op: "is", value: "LV" })), baltic);
  // 1, 11 in LV and 21 in EE.
  const ones = await make("Ones", all(keyEnds("1")), baltic);
  ids = { baltic, latvia, ones };
});

describe("how children share their parent", () => {
  it("says who is in none, in one, in several and in each two", async () => {
    expect(await getSiblings(owner, { segmentId: ids.baltic })).toEqual({
      parentSize: 30,
      children: [
        { id: ids.latvia, name: "Latvia", parentId: ids.baltic, size: 20 },
        { id: ids.ones, name: "Ones", parentId: ids.baltic, size: 3 },
      ],
      others: 0,
      pairs: [{ aId: ids.latvia, bId: ids.ones, people: 2 }],
      inNone: 9,
      inOne: 19,
      inSeveral: 2,
    });
    await archiveSegment(owner, { segmentId: ids.ones });
    expect(await getSiblings(owner, { segmentId: ids.baltic })).toMatchObject({
      inNone: 10,
      inOne: 20,
      inSeveral: 0,
      pairs: [],
    });
    expect(await getSiblings(owner, { segmentId: ids.latvia })).toMatchObject({ children: [], inNone: 20 });
  });
  it("makes rules that hold exactly those people", async () => {
    const siblings = await getSiblings(owner, { segmentId: ids.baltic });
    const sizeOf = async (part: SiblingPart) => {
      const rule = siblingRule(part, siblings);
      if (!rule) throw new Error("No rule.");
      return (
        await createSegment(owner, {
          name: part.kind,
          description: "",
          dimension: "value",
          parentId: ids.baltic,
          rule,
        })
      ).size;
    };
    expect(await sizeOf({ kind: "none" })).toBe(9);
    expect(await sizeOf({ kind: "several" })).toBe(2);
    expect(await sizeOf({ kind: "both", aId: ids.latvia, bId: ids.ones })).toBe(2);
  });
  it("hides from a viewer what is under the floor and what would tell it; a member reads it", async () => {
    const seen = await getSiblings(shop.ctx("viewer"), { segmentId: ids.baltic });
    expect(seen).toMatchObject({
      parentSize: 30,
      inNone: null,
      inOne: null,
      inSeveral: null,
      pairs: [{ people: null }],
    });
    expect(seen.children.map(({ size }) => size)).toEqual([20, null]);
    expect((await getSiblings(shop.ctx("member"), { segmentId: ids.baltic })).inNone).toBe(9);
  });
  it("is not there for another workspace", async () => {
    const other = await makeSmallShop();
    expect(await code(getSiblings(other.ctx(), { segmentId: ids.baltic }))).toBe("NOT_FOUND");
    expect(
      await code(listSiblingPeople(other.ctx(), { segmentId: ids.baltic, part: { kind: "none" } })),
    ).toBe("NOT_FOUND");
  });
});

describe("the people themselves", () => {
  const nos = async (part: SiblingPart, after?: number) =>
    (await listSiblingPeople(owner, { segmentId: ids.baltic, part, after })).people.map(
      ({ customerNo }) => customerNo,
    );
  it("are those of the part, in order, with the children that they are in", async () => {
    expect(await nos({ kind: "none" })).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30]);
    expect(await nos({ kind: "none" }, 28)).toEqual([29, 30]);
    expect(await nos({ kind: "several" })).toEqual([1, 11]);
    expect(await nos({ kind: "both", aId: ids.latvia, bId: ids.ones })).toEqual([1, 11]);
    const { people } = await listSiblingPeople(owner, { segmentId: ids.baltic, part: { kind: "several" } });
    expect(people[0]).toMatchObject({
      name: "Ana No 1",
      within: ["Latvia", "Ones"],
      orderCount: 1,
      spendMinor: 100,
    });
  });
  it("are closed to who may not see people, and open to a member who owns the parent", async () => {
    const ask = (role: "member" | "viewer") =>
      code(listSiblingPeople(shop.ctx(role), { segmentId: ids.baltic, part: { kind: "none" } }));
    expect([await ask("member"), await ask("viewer")]).toEqual(["FORBIDDEN", "FORBIDDEN"]);
    await takeSegment(shop.ctx("member"), { segmentId: ids.baltic });
    expect(await ask("member")).toBe("done");
  });
});
