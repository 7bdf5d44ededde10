import { expect, it } from "vitest";
import { makeCustomer } from "@/db/factories";
import { makeWorkspace } from "@/db/testing/workspace";
import type { Ctx } from "@/lib/auth/ctx";
import { recordEvents } from "@/lib/events/mutations";
import { newId } from "@/lib/ids";
import { setOverride } from "../members/mutations";
import { listChanges } from "../movement/queries";
import { createSegment, updateSegment } from "../mutations";
import type { Rule, RuleNode } from "../rule";
import { catchUp, turnHours } from "./mutations";

const NOW = new Date("2026-06-15T10:00:00Z");
const HOUR = 3_600_000;
const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const visited: RuleNode = {
  kind: "event",
  event: "visit",
  count: { op: "atLeast", value: 1 },
  window: { kind: "last", count: 48, unit: "hours" },
};
const livesIn = (value: string): RuleNode => ({ kind: "field", field: "country", test: { op: "is", value } });

it("a person joins and leaves by data, by a rule, as time passes and by hand, and the history says which", async () => {
  const shop = await makeWorkspace({ now: NOW });
  let clock = NOW;
  const ctx: Ctx = { ...shop.ctx(), now: () => clock };
  const people = [];
  for (const country of ["LV", "LV", "EE"]) people.push(await makeCustomer(ctx, { country }));
  const [ana, , eve] = people.map(({ id }) => id);
  const visit = (customerNo: number, hoursAgo: number) =>
    recordEvents(ctx, [
      {
        ...{ customerNo, name: "visit", messageId: newId(), props: {} },
        at: new Date(clock.getTime() - hoursAgo * HOUR),
      },
    ]);
  const make = async (name: string, rule: Rule) =>
    (
      await createSegment(ctx, {
        ...{ name, description: "", dimension: "behavioural", parentId: null },
        rule,
      })
    ).segmentId;
  const later = (hours: number) => {
    clock = new Date(clock.getTime() + hours * HOUR);
  };
  const history = async (segmentId: string) =>
    (await listChanges(ctx, { segmentId })).changes
      .map(
        ({ customerNo, hasEntered, cause }) => `${customerNo} ${hasEntered ? "joined" : "left"} by ${cause}`,
      )
      .reverse();

  await visit(1, 47);
  await catchUp(ctx);
  const fresh = await make("Visited in two days", all(visited));
  const quiet = await make("Did not visit in two days", all({ kind: "not", child: visited }));
  later(0.5);
  await visit(2, 0);
  await catchUp(ctx);
  later(1);
  await turnHours(ctx);
  later(0.5);
  await updateSegment(ctx, { segmentId: fresh, version: 1, rule: all(livesIn("EE")) });
  for (const [customerId = "", isIncluded] of [
    [ana, true],
    [eve, false],
  ] as const) {
    later(0.1);
    await setOverride(ctx, { segmentId: fresh, customerId, isIncluded });
  }
  expect(await history(fresh)).toEqual([
    "1 joined by rule",
    "2 joined by data",
    "1 left by time",
    "3 joined by rule",
    "2 left by rule",
    "1 joined by manual",
    "3 left by manual",
  ]);
  expect(await history(quiet)).toEqual([
    "3 joined by rule",
    "2 joined by rule",
    "2 left by data",
    "1 joined by time",
  ]);
});
