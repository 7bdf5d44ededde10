import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { makeOrder } from "@/db/factories";
import { customers } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import type { Ctx } from "@/lib/auth/ctx";
import { refreshOrderFiguresOf } from "@/lib/customers/metrics/mutations";
import { createSegment, refreshSegment } from "../mutations";
import { takeSegment } from "../ownership/mutations";
import type { RuleNode } from "../rule";
import { getFlows, listFlowPeople } from "./queries";

const DAY = 86_400_000;
let one: SmallShop;
let clock: Date;
let parentId: string;
const ids: string[] = [];

const at = (days: number) => new Date(one.now.getTime() + days * DAY);
const as = (role: Parameters<SmallShop["ctx"]>[0] = "owner"): Ctx => ({ ...one.ctx(role), now: () => clock });
const livesIn = (value: string): RuleNode => ({ kind: "field", field: "country", test: { op: "is", value } });

async function make(name: string, node: RuleNode, parent: string | null): Promise<string> {
  const rule = { kind: "all" as const, children: [node] };
  const input = { name, description: "", dimension: "geographic" as const, parentId: parent, rule };
  return (await createSegment(as(), input)).segmentId;
}
const move = async (no: number, country: string) => {
  await one
    .ctx()
    .db.update(customers)
    .set({ country })
    .where(and(eq(customers.workspaceId, one.workspaceId), eq(customers.no, no)));
};

beforeEach(async () => {
  one = await makeSmallShop();
  clock = at(-20);
  parentId = await make("Everyone", { kind: "everyone" }, null);
  ids.splice(
    0,
    2,
    await make("Latvia", livesIn("LV"), parentId),
    await make("Estonia", livesIn("EE"), parentId),
  );
});

describe("between children", () => {
  it("people are where they were at the beginning of one day and at the end of another", async () => {
    clock = at(-10);
    for (const no of [1, 2, 3]) await move(no, "EE");
    await move(21, "LT");
    for (const segmentId of ids) await refreshSegment(as(), { segmentId });
    clock = at(-5);
    await move(1, "LV");
    for (const segmentId of ids) await refreshSegment(as(), { segmentId });
    const flow = async (from: string, to: string) => {
      const { flows, nodes } = await getFlows(as(), { parentId, from, to });
      const label = (key: string) => nodes.find((node) => node.key === key)?.label;
      return flows.map(({ from: a, to: b, people }) => `${label(a)} > ${label(b)} ${people}`).sort();
    };
    expect(await flow("2026-06-01", "2026-06-15")).toEqual([
      "Estonia > Estonia 9",
      "Estonia > In none of them 1",
      "Latvia > Estonia 2",
      "Latvia > Latvia 18",
    ]);
    expect(await flow("2026-06-01", "2026-06-07")).toContain("Latvia > Estonia 3");
    expect(await flow("2026-06-07", "2026-06-15")).toContain("Estonia > Latvia 1");
    expect(await flow("2026-06-12", "2026-06-15")).toEqual(["Estonia > Estonia 11", "Latvia > Latvia 18"]);
    expect(await flow("2026-05-01", "2026-06-15")).toContain("In none of them > Latvia 18");
    const { madeSince } = await getFlows(as(), { parentId, from: "2026-05-01", to: "2026-06-15" });
    expect(madeSince).toEqual(["Latvia", "Estonia"]);
  });

  it("shows a viewer no flow under the floor, and people by role", async () => {
    clock = at(-10);
    for (const no of [1, 2]) await move(no, "EE");
    for (const segmentId of ids) await refreshSegment(as(), { segmentId });
    const query = { parentId, from: "2026-06-01", to: "2026-06-15" };
    const { flows } = await getFlows(as("viewer"), query);
    expect(flows.map(({ people }) => people).sort()).toEqual([10, 18, null]);
    const [moved] = (await getFlows(as(), query)).flows.filter(({ from, to }) => from !== to);
    const people = { ...query, a: moved?.from ?? "", b: moved?.to ?? "" };
    expect((await listFlowPeople(as(), people)).people.map(({ externalId }) => externalId)).toEqual([
      "c1",
      "c2",
    ]);
    for (const role of ["member", "viewer"] as const)
      await expect(listFlowPeople(as(role), people)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await takeSegment(as("member"), { segmentId: parentId });
    expect((await listFlowPeople(as("member"), people)).people).toHaveLength(2);
    const other = (await makeSmallShop()).ctx();
    expect((await getFlows(other, query)).flows).toEqual([]);
    await expect(listFlowPeople(other, people)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("between lifecycle stages", () => {
  it("figures of a day gone by are those that stood then", async () => {
    clock = one.now;
    const { db } = as();
    const order = async (customerNo: number, days: number) => {
      await makeOrder(as(), { customerNo, orderedAt: at(days), lines: [100] });
      await refreshOrderFiguresOf(as(), [customerNo]);
    };
    await db
      .update(customers)
      .set({ firstSeenAt: at(-400) })
      .where(eq(customers.workspaceId, one.workspaceId));
    await refreshOrderFiguresOf(
      as(),
      Array.from({ length: 31 }, (_, index) => index + 1),
    );
    await order(1, -5);
    await order(2, -300);
    await order(2, -40);
    await order(2, -3);
    await db
      .update(customers)
      .set({ firstSeenAt: at(-2) })
      .where(eq(customers.no, 3));
    const query = { parentId: null, from: "2026-06-01", to: "2026-06-15" };
    const { flows } = await getFlows(as(), query);
    const seen = flows.map(({ from, to, people }) => `${from} > ${to} ${people}`).sort();
    expect(seen).toEqual([
      "absent > prospect 1",
      "active > active 1",
      "prospect > new 1",
      "prospect > prospect 28",
    ]);
    const moved = { ...query, a: "prospect", b: "new" };
    expect((await listFlowPeople(as("marketer"), moved)).people.map(({ no }) => no)).toEqual([1]);
    await expect(listFlowPeople(as("member"), moved)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
