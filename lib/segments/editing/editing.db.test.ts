import { beforeEach, describe, expect, it } from "vitest";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { archiveSegment, createSegment, updateSegment } from "../mutations";
import type { Rule } from "../rule";
import { ancestorsOf, changesOf, isChanged } from "./draft";
import { findPeopleToTry, getEditedSegment, listParentChoices, readRule } from "./queries";

const livesIn = (value: string): Rule => ({
  kind: "all",
  children: [{ kind: "field", field: "country", test: { op: "is", value } }],
});
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code,
  );

let shop: SmallShop;
let baltic: string;
let latvia: string;
beforeEach(async () => {
  shop = await makeSmallShop();
  const make = (name: string, rule: Rule, parentId: string | null) =>
    createSegment(shop.ctx(), { name, description: "", dimension: "geographic", parentId, rule });
  const everyone: Rule = { kind: "all", children: [{ kind: "everyone" }] };
  baltic = (await make("Baltic", everyone, null)).segmentId;
  latvia = (await make("Latvia", livesIn("LV"), baltic)).segmentId;
});

describe("a segment to edit", () => {
  it("comes as it is stored, with who saved its version and why", async () => {
    await updateSegment(shop.ctx("marketer"), {
      segmentId: latvia,
      version: 1,
      rule: livesIn("EE"),
      note: "Moved",
    });
    const stored = await getEditedSegment(shop.ctx(), { segmentId: latvia });
    expect(stored).toMatchObject({
      name: "Latvia",
      parentId: baltic,
      version: 2,
      size: 10,
      isArchived: false,
      savedBy: "Test marketer",
      note: "Moved",
    });
    expect(isChanged(stored, stored)).toBe(false);
    expect(changesOf({ ...stored, name: "Estonia ", rule: livesIn("LV") }, stored)).toEqual({
      name: "Estonia ",
      rule: livesIn("LV"),
    });
  });
  it("is refused to roles that may not edit, and in another workspace", async () => {
    for (const role of ["member", "viewer"] as const)
      expect(await code(getEditedSegment(shop.ctx(role), { segmentId: latvia }))).toBe("FORBIDDEN");
    const other = await makeSmallShop();
    expect(await code(getEditedSegment(other.ctx(), { segmentId: latvia }))).toBe("NOT_FOUND");
  });
});

describe("segments to narrow", () => {
  it("are those in use, each with its rule in words, and lead up to the macro segment", async () => {
    const choices = await listParentChoices(shop.ctx("marketer"));
    expect(choices).toMatchObject([
      { name: "Baltic", sentence: "All customers", size: 31 },
      { name: "Latvia", sentence: "Customers who live in LV", size: 20, parentId: baltic },
    ]);
    expect(ancestorsOf(latvia, choices).map(({ name }) => name)).toEqual(["Baltic", "Latvia"]);
    expect(ancestorsOf(null, choices)).toEqual([]);
    await archiveSegment(shop.ctx(), { segmentId: latvia });
    expect(await listParentChoices(shop.ctx())).toHaveLength(1);
    expect(await listParentChoices((await makeSmallShop()).ctx())).toEqual([]);
    expect(await code(listParentChoices(shop.ctx("member")))).toBe("FORBIDDEN");
  });
});

describe("a pasted rule", () => {
  it("is read from its text, a condition alone too", async () => {
    const rule = livesIn("LV");
    expect(await readRule(shop.ctx(), { text: JSON.stringify(rule) })).toEqual({ rule, products: [] });
    const [condition] = rule.children;
    expect((await readRule(shop.ctx(), { text: JSON.stringify(condition) })).rule).toEqual(rule);
  });
  it("is refused when it is none, and to roles that may not edit", async () => {
    for (const text of ["", "hello", "3", "null", "[]", '{"kind":"all"}', '{"kind":"moon","children":[]}'])
      expect(await code(readRule(shop.ctx(), { text }))).toBe("INVALID");
    expect(await code(readRule(shop.ctx("viewer"), { text: "{}" }))).toBe("FORBIDDEN");
  });
  it("says where a text cannot be read", async () => {
    const fault = (text: unknown) =>
      readRule(shop.ctx(), { text: typeof text === "string" ? text : JSON.stringify(text) }).then(
        () => "read",
        (error) => error.message,
      );
    expect(await fault('{"kind":"all",\n"children":[{"kind":"field"')).toContain("line 2");
    const field = { kind: "field", field: "country" };
    expect(await fault({ kind: "all", children: [{ kind: "everyone" }, field] })).toBe(
      "Line 2 (field) lacks its “test”.",
    );
    expect(await fault({ kind: "any", children: [{ kind: "all", children: [{ kind: "moon" }] }] })).toBe(
      "Line 1.1 is of the kind “moon”, which is not known here.",
    );
    expect(await fault({ ...field, field: "shoeSize", test: { op: "isKnown" } })).toBe(
      "Line 1 (field) has a “field” that cannot be read: shoeSize.",
    );
  });
});

describe("somebody to try a rule on", () => {
  it("is found by name or key, in this workspace only, by roles that build", async () => {
    const found = await findPeopleToTry(shop.ctx("marketer"), { query: "No 7" });
    expect(found).toMatchObject([{ customerId: shop.people[6], title: "Ana No 7", hint: "c7, LV" }]);
    expect(await findPeopleToTry(shop.ctx(), { query: "c32" })).toEqual([]);
    expect(await findPeopleToTry(shop.ctx(), { query: "Ana" })).toHaveLength(8);
    expect(await findPeopleToTry(shop.ctx(), { query: "%" })).toEqual([]);
    for (const role of ["member", "viewer"] as const)
      expect(await code(findPeopleToTry(shop.ctx(role), { query: "Ana" }))).toBe("FORBIDDEN");
  });
});
