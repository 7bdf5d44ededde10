import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { partText, readPart, siblingName, siblingRule } from "./siblings";

const [a, b, c] = [newId(), newId(), newId()];
const child = (id: string, name: string) => ({ id, name, parentId: null, size: 10 });
const siblings = {
  children: [child(a, "Young"), child(b, "Urban"), child(c, "Rich")],
  pairs: [
    { aId: a, bId: b, people: 3 },
    { aId: b, bId: c, people: 1 },
  ],
};
const is = (segmentId: string) => ({ kind: "segment", segmentId });

describe("people by the children they are in", () => {
  it("stand in the address and are read again; what makes no sense is nobody", () => {
    for (const part of [{ kind: "none" }, { kind: "several" }, { kind: "both", aId: a, bId: b }] as const)
      expect(readPart(partText(part))).toEqual(part);
    for (const text of [undefined, "", "all", a, `${a}.${a}`, `${a}.x`, `${a}.${b}.${c}`])
      expect(readPart(text)).toBeNull();
  });
  it("become a rule within the parent", () => {
    expect(siblingRule({ kind: "none" }, siblings)).toEqual({
      kind: "none",
      children: [is(a), is(b), is(c)],
    });
    expect(siblingRule({ kind: "several" }, siblings)).toEqual({
      kind: "any",
      children: [
        { kind: "all", children: [is(a), is(b)] },
        { kind: "all", children: [is(b), is(c)] },
      ],
    });
    expect(siblingRule({ kind: "both", aId: a, bId: c }, siblings)).toEqual({
      kind: "all",
      children: [is(a), is(c)],
    });
    expect(siblingRule({ kind: "both", aId: a, bId: newId() }, siblings)).toBeNull();
    expect(siblingRule({ kind: "none" }, { children: [], pairs: [] })).toBeNull();
    expect(siblingRule({ kind: "several" }, { ...siblings, pairs: [] })).toBeNull();
  });
  it("have a name", () => {
    expect(siblingName({ kind: "none" }, "Loyal", siblings)).toBe("Loyal, in no child");
    expect(siblingName({ kind: "both", aId: a, bId: c }, "Loyal", siblings)).toBe("Young and Rich");
  });
});
