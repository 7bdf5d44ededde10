import { beforeAll, expect, it } from "vitest";
import { makePersonaShop, personaDraft } from "@/db/testing/persona-shop";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { Fact } from "../fact";
import { getSegmentFacts } from "../facts/queries";
import { createPersona } from "../mutations";
import { getFactRule, listFactPeople } from "./queries";

let workspace: TestWorkspace;
let segmentId: string;
let personaId: string;
let facts: Fact[];
beforeAll(async () => {
  ({ workspace, segmentId } = await makePersonaShop());
  ({ personaId } = await createPersona(workspace.ctx(), personaDraft(segmentId)));
  ({ facts } = await getSegmentFacts(workspace.ctx(), { segmentId }));
});

it("counts the same people as each share fact of people", async () => {
  const shares = facts.flatMap((fact) => (fact.kind === "share" && fact.of === "person" ? fact : []));
  expect(shares.length).toBeGreaterThan(8);
  for (const { key, k } of shares)
    expect([key, (await listFactPeople(workspace.ctx(), { personaId, key })).total]).toEqual([key, k]);
});

it("names who ordered at a time or has a value, a page at a time", async () => {
  const ctx = workspace.ctx("member");
  for (const key of ["day:5", "hour:8", "slot:5.1", "amount:orderValue"])
    expect((await listFactPeople(ctx, { personaId, key })).total).toBe(40);
  expect((await listFactPeople(ctx, { personaId, key: "day:2" })).total).toBe(0);
  expect((await listFactPeople(ctx, { personaId, key: "amount:age" })).total).toBe(0);
  const first = await listFactPeople(ctx, { personaId, key: "day:5" });
  expect(first.people).toHaveLength(25);
  const second = await listFactPeople(ctx, { personaId, key: "day:5", after: first.nextAfter ?? 0 });
  expect(second).toMatchObject({ nextAfter: null, people: { length: 15 } });
});

it("says what is looked up as a sentence, where the rule language can", async () => {
  const { rule, tokens } = await getFactRule(workspace.ctx("viewer"), { personaId, key: "product:t-1" });
  expect(rule).not.toBeNull();
  expect(tokens?.map(({ text }) => text).join("")).toContain("Assam");
  expect(await getFactRule(workspace.ctx(), { personaId, key: "day:5" })).toMatchObject({
    segmentId,
    rule: null,
  });
});

it("shows no people to a viewer, none of a segment that a member does not own, and nothing elsewhere", async () => {
  const key = "city:Riga";
  await expect(listFactPeople(workspace.ctx("viewer"), { personaId, key })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const stranger = { ...workspace.ctx("member") };
  stranger.actor = { ...stranger.actor, userId: workspace.users.marketer.id };
  await expect(listFactPeople(stranger, { personaId, key })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const other = (await makeWorkspace()).ctx();
  await expect(listFactPeople(other, { personaId, key })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getFactRule(other, { personaId, key })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(listFactPeople(workspace.ctx(), { personaId, key: "nothing" })).rejects.toMatchObject({
    code: "INVALID",
  });
});
