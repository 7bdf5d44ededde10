import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { insertWorld } from "@/db/testing/world";
import { Rule as RuleSchema } from "../model";
import { createSegment } from "../mutations";
import { explainMember, previewRule } from "../preview/queries";
import { ruleProblems } from "../problems";
import { pathKey, type Rule, type RuleNode, walkActive } from "../rule";
import { compileHolds, compileMembers, customersJoined, type RuleEnv } from "../sql";
import { holds, membersOf } from "./oracle";
import { anyCondition, anyNode, anyRule } from "./rules";
import { CLOCK, makeWorld, type World } from "./world";

const RULES = Number(process.env.FACET_RULES ?? 2000);
const PEOPLE = 220;
/** Room for a slow machine; a longer run has more of it. */
const PATIENCE = Math.max(1, RULES / 2000) * 240_000;
const seed = Number(process.env.FACET_SEED ?? 20260329);

describe("rules over random people", () => {
  let world: World;
  let env: RuleEnv;
  let workspace: TestWorkspace;
  let base: number[];
  let ids: string[];

  beforeAll(async () => {
    world = makeWorld(seed, PEOPLE);
    workspace = await makeWorkspace({ now: CLOCK.now, timeZone: CLOCK.timeZone });
    const other = await makeWorkspace({ timeZone: CLOCK.timeZone });
    ids = await insertWorld(workspace, world);
    await insertWorld(other, makeWorld(seed + 1, PEOPLE + 30));
    env = { workspaceId: workspace.workspaceId, clock: CLOCK, catalogue: world.catalogue };
    base = world.people.filter(({ isErased }) => !isErased).map(({ no }) => no);
  });

  /** The members of many rules in few statements. */
  async function membersOfAll(queries: SQL[]): Promise<number[][]> {
    const found: number[][] = [];
    for (let from = 0; from < queries.length; from += 20) {
      const columns = queries
        .slice(from, from + 20)
        .map(
          (query) =>
            sql`(select coalesce(json_agg(r.customer_no order by r.customer_no), '[]') from (${query}) r)`,
        );
      const [row] = await workspace
        .ctx()
        .db.execute<{ found: number[][] }>(
          sql`select json_build_array(${sql.join(columns, sql`, `)}) as found`,
        );
      found.push(...(row?.found ?? []));
    }
    return found;
  }

  /** The shortest of the rules for which two answers differ, to read and to repeat. */
  function expectSame(
    rules: RuleNode[],
    found: number[][],
    wanted: (rule: RuleNode, index: number) => number[],
  ) {
    const wrong = rules.flatMap((rule, index) => {
      const want = wanted(rule, index);
      const got = found[index] ?? [];
      if (JSON.stringify(got) === JSON.stringify(want)) return [];
      const missing = want.filter((no) => !got.includes(no));
      const extra = got.filter((no) => !want.includes(no));
      return [{ rule: JSON.stringify(rule), missing: missing.slice(0, 5), extra: extra.slice(0, 5) }];
    });
    wrong.sort((one, other) => one.rule.length - other.rule.length);
    expect(wrong.slice(0, 3)).toEqual([]);
  }

  it(
    `${RULES} rules match whom a plain program matches, nobody else's people, and their negation the rest`,
    async () => {
      const rules = fc.sample(anyRule, { numRuns: RULES, seed });
      const negated = rules.map((rule): Rule => ({ kind: "all", children: [{ kind: "not", child: rule }] }));
      const found = await membersOfAll(rules.map((rule) => compileMembers(rule, env)));
      expectSame(rules, found, (rule) => membersOf(rule, world));
      const rest = await membersOfAll(negated.map((rule) => compileMembers(rule, env)));
      expectSame(rules, rest, (_, index) => base.filter((no) => !found[index]?.includes(no)));
      const sizes = found.map((one) => one.length);
      expect(sizes.filter((size) => size > 0 && size < base.length).length).toBeGreaterThan(RULES / 2);
    },
    PATIENCE,
  );

  it(
    "a boolean per rule says the same as its members, also for a few people only",
    async () => {
      const rules = fc.sample(anyRule, { numRuns: Math.ceil(RULES / 10), seed: seed + 1 });
      const few = { ...env, customerNos: base.filter((no) => no % 7 === 0) };
      const asHolds = (one: RuleEnv) => (rule: Rule) =>
        sql`select customers.no as customer_no from ${customersJoined} where customers.workspace_id = ${env.workspaceId} and customers.erased_at is null and ${compileHolds(rule, one)}`;
      expectSame(rules, await membersOfAll(rules.map(asHolds(env))), (rule) => membersOf(rule, world));
      const narrowed = await membersOfAll(rules.map((rule) => compileMembers(rule, few)));
      expectSame(rules, narrowed, (rule) => membersOf(rule, world).filter((no) => no % 7 === 0));
    },
    PATIENCE,
  );

  it(
    "all, any and none are intersection, union and what is left, in any order and bracketing",
    async () => {
      const triples = fc.sample(fc.tuple(anyNode, anyNode, anyNode), {
        numRuns: Math.ceil(RULES / 10),
        seed: seed + 2,
      });
      const sound = triples.filter((nodes) =>
        nodes.every((node) => ruleProblems(all(node), world.catalogue).length === 0),
      );
      const variants = sound.map(([a, b, c]): Rule[] => [
        all(a),
        all(b),
        all(c),
        all(a, b, c),
        all(c, { kind: "all", children: [b, a] }),
        { kind: "any", children: [a, b, c] },
        { kind: "any", children: [{ kind: "any", children: [c, a] }, b] },
        { kind: "none", children: [b, c, a] },
        all({ kind: "not", child: { kind: "any", children: [a, b, c] } }),
        all({ kind: "not", child: a }, { kind: "not", child: b }, { kind: "not", child: c }),
        all({ kind: "not", child: { kind: "all", children: [a, b, c] } }),
      ]);
      const found = await membersOfAll(variants.flat().map((rule) => compileMembers(rule, env)));
      const wanted = variants.flatMap((_, index) => {
        const [a = [], b = [], c = []] = found.slice(index * 11, index * 11 + 3);
        const both = base.filter((no) => a.includes(no) && b.includes(no) && c.includes(no));
        const either = base.filter((no) => a.includes(no) || b.includes(no) || c.includes(no));
        const neither = base.filter((no) => !either.includes(no));
        const notBoth = base.filter((no) => !both.includes(no));
        return [a, b, c, both, both, either, either, neither, neither, neither, notBoth];
      });
      expectSame(variants.flat(), found, (_, index) => wanted[index] ?? []);
      expect(sound.length).toBeGreaterThan(RULES / 20);
    },
    PATIENCE,
  );

  it("a rule of 300 conditions runs, and matches whom the program matches", async () => {
    const conditions = fc
      .sample(anyCondition, { numRuns: 400, seed: seed + 5 })
      .filter((one) => ruleProblems(all(one), world.catalogue).length === 0)
      .slice(0, 300);
    expect(conditions).toHaveLength(300);
    const groups = Array.from({ length: 60 }, (_, at): RuleNode => {
      return { kind: at % 2 === 0 ? "any" : "none", children: conditions.slice(at * 5, at * 5 + 5) };
    });
    const rules = [all(...groups), { kind: "any" as const, children: groups }];
    const found = await membersOfAll(rules.map((rule) => compileMembers(RuleSchema.parse(rule), env)));
    expectSame(rules, found, (rule) => membersOf(rule, world));
  });

  it("an audience leaves out who is suppressed or has opted out", async () => {
    const rules = fc.sample(anyRule, { numRuns: 100, seed: seed + 3 });
    const found = await membersOfAll(
      rules.map((rule) => compileMembers(rule, env, { audience: ["email", "sms"] })),
    );
    expectSame(rules, found, (rule) => {
      const free = world.people.filter(
        ({ isSuppressed, consent }) => !isSuppressed && (consent.email !== "out" || consent.sms !== "out"),
      );
      const nos = new Set(free.map(({ no }) => no));
      return membersOf(rule, world).filter((no) => nos.has(no));
    });
  });

  it("preview, stored members and explanation agree on everybody", async () => {
    const ctx = workspace.ctx();
    const rules = fc.sample(anyRule, { numRuns: 30, seed: seed + 4 }).map((rule) => RuleSchema.parse(rule));
    for (const [index, rule] of rules.entries()) {
      const input = {
        name: `Random ${index}`,
        description: "",
        dimension: "value" as const,
        parentId: null,
        rule,
      };
      const { segmentId, size } = await createSegment(ctx, input);
      const wanted = membersOf(rule, world);
      const [stored = []] = await membersOfAll([
        sql`select m.customer_no from segment_members m join segments s on s.workspace_id = m.workspace_id and s.no = m.segment_no where s.workspace_id = ${env.workspaceId} and s.id = ${segmentId}`,
      ]);
      expect({ rule, stored, size }).toEqual({ rule, stored: wanted, size: wanted.length });
      const preview = await previewRule(ctx, { rule, parentId: null, segmentId });
      expect({ rule, size: preview.size, left: preview.steps.at(-1)?.left }).toEqual({
        rule,
        size,
        left: size,
      });
      for (const person of world.people.filter(({ no }) => (no + index) % 55 === 0)) {
        const explanation = await explainMember(ctx, { segmentId, customerId: ids[person.no - 1] ?? "" });
        expect(explanation.isMember).toBe(wanted.includes(person.no));
        walkActive(rule, (node, path) => {
          const verdict = holds(node, person, world);
          if (verdict !== null)
            expect([rule, path, explanation.holds[pathKey(path)]]).toEqual([rule, path, verdict]);
        });
      }
    }
  }, 60_000);

  const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
});
