import { PgDialect } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { anyRule } from "./laws/rules";
import { CLOCK, makeWorld } from "./laws/world";
import { Rule as RuleSchema } from "./model";
import type { ValueTest } from "./operators";
import type { EventFigure, Rule, RuleNode } from "./rule";
import { compileMembers, type RuleEnv } from "./sql";

const dialect = new PgDialect();
const { catalogue } = makeWorld(1, 5);
const env: RuleEnv = { workspaceId: 7, clock: CLOCK, catalogue };
const query = (rule: RuleNode, options = {}) => dialect.sqlToQuery(compileMembers(rule, env, options));
const all = (...children: RuleNode[]): Rule => ({ kind: "all", children });
const did: RuleNode = { kind: "event", event: "email_opened", count: { op: "atLeast", value: 1 } };
const inCity = (value: string): RuleNode => ({ kind: "field", field: "city", test: { op: "is", value } });

function refusal(rule: RuleNode, options = {}): AppError {
  try {
    compileMembers(rule, env, options);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("The rule compiled.");
}

describe("the compiler fails closed", () => {
  it.each<[string, Rule, string]>([
    ["an empty rule", all(), "rule"],
    ["an empty group", all(did, { kind: "any", children: [] }), "rule.1"],
    ["nothing switched on", all({ ...did, isOff: true }), "rule"],
    [
      "an unknown attribute",
      all({ kind: "attribute", attribute: "gone", test: { op: "isKnown" } }),
      "rule.0",
    ],
    ["an unknown event", all({ kind: "not", child: { ...did, event: "gone" } }), "rule.0.0"],
    ["an unknown segment", all(did, { kind: "segment", segmentId: "gone" }), "rule.1"],
    [
      "an unknown category",
      all({
        kind: "orders",
        figure: "count",
        test: { op: "atLeast", value: 1 },
        where: { by: "category", anyOf: ["gone"] },
      }),
      "rule.0",
    ],
    [
      "a test of another type",
      all({ kind: "attribute", attribute: "points", test: { op: "is", value: "5" } }),
      "rule.0",
    ],
    ["a text that cannot be stored", all(inCity("a\0b")), "rule.0"],
  ])("%s", (_, rule, field) => {
    const error = refusal(rule);
    expect(error.code).toBe("INVALID");
    expect(Object.keys(error.fields ?? {})).toContain(field);
  });

  it("circles through the parent and through references", () => {
    const [a, b, c] = ["a", "b", "c"];
    const segment = (id: string, no: number, dependsOn: string[]) => ({
      id,
      no,
      name: id,
      isArchived: false,
      dependsOn,
    });
    const circular = {
      ...env,
      catalogue: { ...catalogue, segments: [segment(a, 1, [b]), segment(b, 2, [c]), segment(c, 3, [b])] },
    };
    const compile = (options: object) => () =>
      compileMembers(all({ kind: "segment", segmentId: b }), circular, options);
    expect(compile({ selfId: b })).toThrow("A segment cannot refer to itself");
    expect(compile({ selfId: c })).toThrow("circle");
    expect(compile({})).toThrow("circle");
    expect(() => compileMembers(all(did), circular, { selfId: c, parentId: b })).toThrow("Parent");
  });

  it("whatever comes in, SQL comes out or INVALID", () => {
    const mangled = fc.tuple(anyRule, fc.nat(200), fc.anything()).map(([rule, at, junk]) => {
      let index = 0;
      return JSON.parse(JSON.stringify(rule), (_, value) => (index++ === at ? junk : value)) as unknown;
    });
    let compiled = 0;
    fc.assert(
      fc.property(mangled, (input) => {
        const parsed = RuleSchema.safeParse(input);
        if (!parsed.success) return;
        try {
          expect(query(parsed.data).sql).toContain("customer_no");
          compiled += 1;
        } catch (error) {
          expect(error).toMatchObject({ code: "INVALID" });
        }
      }),
      { numRuns: 500, seed: 1 },
    );
    expect(compiled).toBeGreaterThan(50);
  });

  it("takes 250 conditions and more, and refuses too many", () => {
    const many = (count: number) =>
      all({ kind: "any", children: Array.from({ length: count }, (_, index) => inCity(`City ${index}`)) });
    expect(RuleSchema.safeParse(many(300)).success).toBe(true);
    expect(query(many(300)).params.length).toBeGreaterThan(300);
    expect(RuleSchema.safeParse(many(501)).success).toBe(false);
  });

  it("refuses a hostile depth without exhausting the stack", () => {
    let deep: unknown = did;
    for (let level = 0; level < 20_000; level++) deep = { kind: "not", child: deep };
    expect(RuleSchema.safeParse({ kind: "all", children: [deep] }).success).toBe(false);
  });
});

describe("values are bound", () => {
  it("nothing a person typed is part of the statement", () => {
    // What a standing may be is a fixed list: a word put before it is refused, not compiled.
    const typed = fc.sample(anyRule, { numRuns: 400, seed: 2 });
    const marked = typed.filter((rule) => !JSON.stringify(rule).includes('"standing"'));
    expect(marked.length).toBeGreaterThan(200);
    for (const rule of marked) {
      const { sql } = query(JSON.parse(JSON.stringify(rule).replaceAll('"value":"', '"value":"MARK')));
      expect(sql).not.toContain("MARK");
    }
  });
  it("text goes as it is, with the signs of LIKE made plain", () => {
    const odd = `O'Neil 50%_\\ "x"`;
    expect(query(all(inCity(odd))).params).toContain(odd);
    const contains = query(all({ kind: "field", field: "city", test: { op: "contains", value: odd } }));
    expect(contains.params).toContain(`%O'Neil 50\\%\\_\\\\ "x"%`);
  });
  it("every table of every statement is held to the workspace", () => {
    for (const rule of fc.sample(anyRule, { numRuns: 300, seed: 3 })) {
      const { sql } = query(rule);
      const tables = sql.match(/(from|join) "\w+"(?!\.)/g) ?? [];
      const held = sql.match(/"workspace_id" = (\$\d+|"customers"\."workspace_id")/g) ?? [];
      expect(held.length).toBeGreaterThanOrEqual(tables.length);
    }
  });
});

describe("shapes", () => {
  it("a single fact is read without the customers, but for who was erased", () => {
    const { sql } = query(all(did));
    expect(sql).toMatch(/^select distinct f.customer_no from \(select "event_daily"/);
    expect(sql).toContain('"erased_at" is not null');
  });
  it("counts are grouped inside the subquery", () => {
    const often: RuleNode = {
      ...did,
      kind: "event",
      event: "email_opened",
      count: { op: "atLeast", value: 3 },
    };
    expect(query(all(often)).sql).toContain(
      'group by "event_daily"."customer_no" having sum("event_daily"."count") >= ',
    );
  });
  it("top level: in for a fact, not exists for its opposite; inside or a hashed in", () => {
    const { sql } = query(all(inCity("Riga"), did, { kind: "not", child: did }));
    expect(sql).toContain('"customers"."no" in (select "event_daily"');
    expect(sql).toContain("not exists (select 1 from (select");
    const either = query(
      all(inCity("Riga"), { kind: "any", children: [inCity("Oslo"), { kind: "not", child: did }] }),
    ).sql;
    expect(either).toContain(")) is not true)");
    expect(either).not.toContain("not exists");
  });
  it("days without property filters read the roll-up; hours and filters the events", () => {
    const rows = (more: object) => query(all({ ...did, ...more } as RuleNode)).sql;
    expect(rows({ window: { kind: "last", count: 7, unit: "days" } })).toContain('from "event_daily"');
    expect(rows({ window: { kind: "last", count: 7, unit: "hours" } })).toContain('from "events"');
    expect(rows({ where: [{ property: "source", type: "text", test: { op: "isKnown" } }] })).toContain(
      'from "events"',
    );
  });
  it("the first or the last time is read from the roll-up of the days that it speaks of", () => {
    const last = (test: ValueTest) =>
      query(all({ kind: "eventTime", event: "email_opened", which: "last", test })).sql;
    const ago = last({ op: "isMoreThanAgo", count: 30, unit: "days" });
    expect(ago).toContain('in (select "event_daily"."customer_no"');
    expect(ago).toContain("not exists (select 1 from (select");
    expect(last({ op: "isAfter", day: "2026-01-01" })).not.toContain("not exists");
    expect(last({ op: "hasAnniversaryWithin", days: 7 })).toContain('max("events"."occurred_at")');
  });
  it("a figure over a property is exact, and a sum over nothing is 0", () => {
    const figure = (of: EventFigure) =>
      query(
        all({
          kind: "eventFigure",
          event: "page_viewed",
          figure: of,
          property: "amount",
          test: { op: "atLeast", value: 2.5 },
        }),
      ).sql;
    expect(figure("sum")).toContain("coalesce(sum(case when jsonb_typeof(");
    expect(figure("average")).toContain("having avg(case when");
    expect(figure("average")).toContain("::numeric");
  });
  it("figures are joined only when used, and a child reads its parent's stored members", () => {
    expect(query(all(inCity("Riga"))).sql).not.toContain("customer_metrics");
    expect(
      query(all({ kind: "score", score: "engagement", test: { op: "atLeast", value: 5 } })).sql,
    ).toContain("customer_metrics");
    const [parent] = catalogue.segments;
    expect(query(all(inCity("Riga")), { parentId: parent?.id }).sql).toContain(
      'in (select "segment_members"."customer_no"',
    );
  });
});
