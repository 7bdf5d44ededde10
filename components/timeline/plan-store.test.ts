import { describe, expect, it } from "vitest";
import { toDays } from "@/lib/timeline/bars";
import type { PlanChange, PlanItem, PlanLink } from "@/lib/timeline/plan";
import { planItem, planLink } from "@/lib/timeline/testing";
import { PlanStore, type PlanWriter, type Settled } from "./plan-store";

const items = [planItem("a", "2026-05-01", "2026-05-05"), planItem("b", "2026-05-06", "2026-05-08")];
const days = (id: string, startOn: string, endOn: string) => new Map([[id, toDays({ startOn, endOn })]]);

/** A server that holds versions and refuses stale ones; each write waits until `release` is called. */
function setUp(start: readonly PlanItem[] = items, links: readonly PlanLink[] = []) {
  const versions: Record<string, number> = Object.fromEntries(start.map((item) => [item.id, item.version]));
  const sent: PlanChange[][] = [];
  const settled: Settled[] = [];
  const gates: (() => void)[] = [];
  const gate = () => new Promise<void>((open) => gates.push(open));
  const writer: PlanWriter = {
    onChange: async (changes) => {
      sent.push(changes);
      await gate();
      if (changes.some((change) => versions[change.id] !== change.expectedVersion))
        return { ok: false, error: { code: "CONFLICT", message: "Someone else changed it." } };
      for (const { id } of changes) versions[id] = (versions[id] ?? 0) + 1;
      return {
        ok: true,
        value: { versions: Object.fromEntries(changes.map(({ id }) => [id, versions[id] ?? 0])) },
      };
    },
    onLink: async () => {
      await gate();
      return { ok: true, value: null };
    },
    onAdd: async ({ parts }) => {
      for (const { id } of parts) versions[id] = 1;
      return { ok: true, value: { versions: Object.fromEntries(parts.map(({ id }) => [id, 1])) } };
    },
    onRemove: async (parts) => {
      removed.push(...parts);
      return { ok: true, value: null };
    },
    onByHand: async ({ id, expectedVersion }) => {
      if (versions[id] !== expectedVersion)
        return { ok: false, error: { code: "CONFLICT", message: "Someone else changed it." } };
      versions[id] = expectedVersion + 1;
      return { ok: true, value: { version: expectedVersion + 1 } };
    },
    onUnlink: async (id) => {
      unlinked.push(id);
      return { ok: true, value: null };
    },
    onSettled: (one) => settled.push(one),
  };
  const unlinked: string[] = [];
  const removed: unknown[] = [];
  const store = new PlanStore(start, links, writer);
  const turn = () => new Promise((done) => setTimeout(done));
  const release = async () => {
    await turn();
    gates.shift()?.();
    await turn();
  };
  const at = (id: string) => store.get().plan.byId.get(id)?.item;
  return { store, versions, sent, settled, unlinked, removed, release, turn, at };
}

describe("PlanStore", () => {
  it("shows a change at once and saves one after the other with the right versions", async () => {
    const { store, sent, settled, release, at } = setUp();
    store.change(days("a", "2026-05-02", "2026-05-06"), "first");
    store.change(days("a", "2026-05-03", "2026-05-07"), "second");
    expect(at("a")?.startOn).toBe("2026-05-03");
    await release();
    expect(sent.map((changes) => changes[0]?.startOn)).toEqual(["2026-05-02", "2026-05-03"]);
    await release();
    expect(sent.map((changes) => changes[0]?.expectedVersion)).toEqual([1, 2]);
    expect(settled.map((one) => one.problem)).toEqual([null, null]);
    expect(at("a")).toMatchObject({ startOn: "2026-05-03", version: 3 });
    expect(store.get().isSaving).toBe(false);
  });

  it("undoes and redoes through the same writer, many bars in one step", async () => {
    const { store, sent, release, at } = setUp();
    store.change(
      new Map([...days("a", "2026-05-02", "2026-05-06"), ...days("b", "2026-05-07", "2026-05-09")]),
      "both",
    );
    await release();
    store.undo();
    expect([at("a")?.startOn, at("b")?.startOn]).toEqual(["2026-05-01", "2026-05-06"]);
    await release();
    expect(sent[1]?.map((change) => change.expectedVersion)).toEqual([2, 2]);
    store.redo();
    await release();
    expect(at("b")).toMatchObject({ startOn: "2026-05-07", version: 4 });
    expect(store.redo()).toBeNull();
  });

  it("takes a refused change off again, with all that waits behind it", async () => {
    const { store, versions, settled, sent, release, at } = setUp();
    versions.a = 9;
    store.change(days("a", "2026-05-02", "2026-05-06"), "first");
    store.change(days("b", "2026-05-10", "2026-05-12"), "second");
    await release();
    expect([at("a")?.startOn, at("b")?.startOn]).toEqual(["2026-05-01", "2026-05-06"]);
    expect(settled.map((one) => one.problem?.message)).toEqual(["Someone else changed it."]);
    expect(sent.length).toBe(1);
    expect(store.get().history.past).toEqual([]);
  });

  it("tells when the server does not answer", async () => {
    const { store, settled, turn, at } = setUp();
    store.writer = { ...store.writer, onChange: () => Promise.reject(new Error("offline")) };
    store.change(days("a", "2026-05-02", "2026-05-06"), "first");
    await turn();
    expect(settled[0]?.problem?.message).toContain("did not answer");
    expect(at("a")?.startOn).toBe("2026-05-01");
  });

  it("lets what the server sends win, except over what is newer here", async () => {
    const { store, release, at } = setUp();
    store.change(days("a", "2026-05-02", "2026-05-06"), "mine");
    store.receive([...items], []);
    expect(at("a")?.startOn).toBe("2026-05-02");
    await release();
    store.receive([...items], []);
    expect(at("a")).toMatchObject({ startOn: "2026-05-02", version: 2 });
    store.receive([{ ...planItem("a", "2026-06-01", "2026-06-02"), version: 3 }, ...items.slice(1)], []);
    expect(at("a")).toMatchObject({ startOn: "2026-06-01", version: 3 });
  });

  it("undoes only the step that was asked for", async () => {
    const { store, settled, release } = setUp();
    store.change(days("a", "2026-05-02", "2026-05-06"), "first");
    await release();
    store.change(days("b", "2026-05-10", "2026-05-12"), "second");
    await release();
    expect(store.undo(settled[0]?.step)).toBeNull();
    expect(store.undo(settled[1]?.step)?.label).toBe("second");
  });

  it("adds a link, and removes it again", async () => {
    const { store, unlinked, release, turn } = setUp();
    store.link(planLink("a", "b"), "link");
    expect(store.get().states[0]).toMatchObject({ isBroken: false });
    await release();
    store.undo();
    expect(store.get().links).toEqual([]);
    await turn();
    expect(unlinked).toEqual(["a>b"]);
  });

  it("undoes a link that is still on its way", async () => {
    const { store, unlinked, release, turn } = setUp();
    store.link(planLink("a", "b"), "link");
    store.undo();
    await release();
    await turn();
    expect(unlinked).toEqual(["a>b"]);
    expect(store.get().links).toEqual([]);
  });

  it("removes a known link until the server no longer sends it", async () => {
    const known = planLink("a", "b");
    const { store, turn } = setUp(items, [known]);
    store.unlink(known, "unlink");
    await turn();
    store.receive([...items], [known]);
    expect(store.get().links).toEqual([]);
    store.receive([...items], []);
    store.receive([...items], [known]);
    expect(store.get().links).toEqual([known]);
  });

  it("refuses to write over a change that came after the step was made, and says what it was made over", async () => {
    const { store, versions, settled, release, at } = setUp();
    store.change(days("b", "2026-05-10", "2026-05-12"), "first");
    store.change(days("a", "2026-05-02", "2026-05-06"), "second");
    versions.a = 2;
    store.receive([{ ...planItem("a", "2026-06-01", "2026-06-02"), version: 2 }, ...items.slice(1)], []);
    expect(at("a")?.startOn).toBe("2026-05-02");
    await release();
    await release();
    expect(settled[1]?.problem?.seen).toEqual(new Map([["a", 1]]));
    expect(at("a")?.startOn).toBe("2026-06-01");
    expect(at("b")?.startOn).toBe("2026-05-10");
  });

  it("adds parts with their links in one step, takes them off with the version they have, and adds them again", async () => {
    const { store, removed, turn, release, at } = setUp();
    const part = planItem("p", "2026-05-02", "2026-05-03", { kind: "tactic", parentId: "a" });
    const next = planItem("q", "2026-05-04", "2026-05-05", { kind: "tactic", parentId: "a" });
    store.add({ parts: [part, next], links: [planLink("p", "q")] }, "copied");
    await turn();
    store.change(days("p", "2026-05-03", "2026-05-04"), "moved");
    await release();
    expect(store.get().states.length).toBe(1);
    expect(at("p")).toMatchObject({ startOn: "2026-05-03", version: 2 });
    store.undo();
    await release();
    store.undo();
    await turn();
    expect(removed).toEqual([
      { id: "p", expectedVersion: 3 },
      { id: "q", expectedVersion: 1 },
    ]);
    expect([at("p"), store.get().links]).toEqual([undefined, []]);
    store.redo();
    await turn();
    expect(at("p")).toMatchObject({ startOn: "2026-05-02", version: 1 });
    store.receive([...items, part, next], [planLink("p", "q")]);
    expect(store.get().plan.byId.size).toBe(4);
  });

  it("does not take back what somebody changed since: both days are told, and the step is forgotten", async () => {
    const { store, sent, settled, release, at } = setUp();
    store.change(days("a", "2026-05-02", "2026-05-06"), "mine");
    await release();
    const theirs = { ...planItem("a", "2026-06-01", "2026-06-02"), version: 3 };
    store.receive([theirs, ...items.slice(1)], []);
    expect(store.undo()).toBeNull();
    expect(settled.at(-1)).toMatchObject({
      how: "undone",
      step: { days: [{ id: "a", after: { startOn: "2026-05-01" } }] },
      problem: { code: "CONFLICT", seen: new Map([["a", 2]]) },
    });
    expect([sent.length, at("a")?.startOn, store.get().history]).toEqual([
      1,
      "2026-06-01",
      { past: [], future: [] },
    ]);
  });

  it("does not take off added parts that somebody has worked on since", async () => {
    const { store, removed, settled, turn, at } = setUp();
    const part = planItem("p", "2026-05-02", "2026-05-03", { kind: "tactic", parentId: "a" });
    store.add({ parts: [part], links: [] }, "added");
    await turn();
    store.receive([...items, { ...part, version: 2, progress: 40 }], []);
    expect(store.undo()).toBeNull();
    expect([removed, at("p")?.progress, settled.at(-1)?.problem?.code]).toEqual([[], 40, "CONFLICT"]);
  });

  it("leaves a tactic to scheduling or to hands, and takes that back", async () => {
    const { store, turn, at } = setUp();
    store.setByHand("a", true, "by hand");
    await turn();
    expect(at("a")).toMatchObject({ isByHand: true, version: 2 });
    store.undo();
    await turn();
    expect(at("a")).toMatchObject({ isByHand: false, version: 3 });
  });
});
