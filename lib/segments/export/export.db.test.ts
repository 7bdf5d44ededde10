import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { makeAttribute } from "@/db/factories";
import { auditLog, customerMetrics, customers } from "@/db/schema";
import { makeSmallShop, type SmallShop } from "@/db/testing/people";
import { createSegment } from "../mutations";
import type { Audience } from "./columns";
import { exportMembers } from "./mutations";
import { listExportColumns } from "./queries";

let one: SmallShop;
let segmentId: string;

beforeEach(async () => {
  one = await makeSmallShop();
  const rule = {
    kind: "all" as const,
    children: [
      { kind: "field" as const, field: "country" as const, test: { op: "is" as const, value: "LV" } },
    ],
  };
  const input = { name: "Latvia", description: "", dimension: "geographic" as const, parentId: null, rule };
  segmentId = (await createSegment(one.ctx(), input)).segmentId;
});

const set = (no: number, values: Partial<typeof customers.$inferInsert>) =>
  one
    .ctx()
    .db.update(customers)
    .set(values)
    .where(and(eq(customers.workspaceId, one.workspaceId), eq(customers.no, no)));

async function file(columns: string[], audience: Audience = "any"): Promise<string[]> {
  const { text } = await exportMembers(one.ctx("marketer"), { segmentId, columns, audience });
  let all = "";
  for await (const part of text) all += part;
  return all.replace("\uFEFF", "").trimEnd().split("\r\n");
}

describe("members as a file", () => {
  it("has the chosen columns in their order, with values as people write them", async () => {
    const { db } = one.ctx();
    await makeAttribute(one.ctx(), { key: "likes", label: "Likes", type: "choices" });
    await set(1, { attrs: { likes: ["tea", "cake"] }, birthDate: "1990-02-03" });
    await db
      .update(customerMetrics)
      .set({ spendMinor: 123456, orderCount: 2, lastOrderAt: new Date("2026-06-01T22:30:00Z") })
      .where(and(eq(customerMetrics.workspaceId, one.workspaceId), eq(customerMetrics.customerNo, 1)));
    const columns = ["figure:spend", "figure:average", "field:externalId", "attribute:likes", "member:cause"];
    const [head, first, ...rest] = await file([
      ...columns,
      "field:birthDate",
      "consent:email",
      "figure:lastOrder",
    ]);
    expect(head).toBe(
      "Customer key,Birth date,Likes,Spend,Average order value,Last order,Consent: E-mail,Joined because",
    );
    expect(first).toMatch(/^c1,1990-02-03,tea; cake,1234\.56,617\.28,2026-06-0[12] \d\d:30,unknown,rule$/);
    expect(rest).toHaveLength(19);
  });

  it("leaves out who may not be contacted, and addresses that were declined", async () => {
    await set(1, { suppressedAt: one.now });
    await set(2, { objectedAt: one.now });
    const out = "out" as const;
    await set(3, {
      consentEmail: out,
      consentSms: out,
      consentPhone: out,
      consentPost: out,
      consentAds: out,
    });
    await set(4, { email: "four@example.test", consentEmail: "out" });
    await set(5, { email: "five@example.test", consentEmail: "in" });
    const any = await file(["field:externalId", "field:email"]);
    expect(any).toHaveLength(1 + 17);
    expect(any.slice(1, 3)).toEqual(["c4,", "c5,five@example.test"]);
    const mail = await file(["field:externalId"], "email");
    expect(mail.slice(1, 3)).toEqual(["c5", "c6"]);
  });

  it("cannot be run as a formula by a spreadsheet", async () => {
    await set(1, { firstName: '=HYPERLINK("http://x","y")', phone: "+371 2000 0000" });
    const [, first] = await file(["field:firstName", "field:phone"]);
    expect(first).toBe(`"'=HYPERLINK(""http://x"",""y"")",+371 2000 0000`);
  });

  it("is written page by page, nobody twice, nobody missing", async () => {
    const { db } = one.ctx();
    await db.execute(sql`
      with made as (insert into customers (workspace_id, no, id, external_id)
        select ${one.workspaceId}::int, 100 + n, gen_random_uuid(), 'n' || n from generate_series(1, 4500) n returning no)
      insert into segment_members (workspace_id, segment_no, customer_no, entered_at)
      select ${one.workspaceId}::int, 1, no, now() from made`);
    const { text } = await exportMembers(one.ctx(), {
      segmentId,
      columns: ["field:externalId"],
      audience: "any",
    });
    const sizes: number[] = [];
    const keys = new Set<string>();
    for await (const part of text) {
      const lines = part.split("\r\n").filter(Boolean);
      sizes.push(lines.length);
      for (const line of lines) keys.add(line);
    }
    expect(sizes).toEqual([1, 2000, 2000, 520]);
    expect(keys.size).toBe(4521);
  });

  it("stands in the audit log, never holds special categories, and is refused to who may not", async () => {
    await makeAttribute(one.ctx(), { key: "faith", label: "Faith", special: "religion" });
    expect((await listExportColumns(one.ctx())).map(({ key }) => key)).not.toContain("attribute:faith");
    const input = { segmentId, columns: ["attribute:faith"], audience: "any" as const };
    await expect(exportMembers(one.ctx(), input)).rejects.toMatchObject({ code: "INVALID" });
    await file(["field:email"]);
    const lines = await one
      .ctx()
      .db.select({ detail: auditLog.detail, actorId: auditLog.actorId })
      .from(auditLog)
      .where(and(eq(auditLog.workspaceId, one.workspaceId), eq(auditLog.action, "segment.exported")));
    expect(lines).toEqual([
      { actorId: one.users.marketer.id, detail: { people: 20, audience: "any", columns: ["field:email"] } },
    ]);
    const plain = { ...input, columns: ["field:email"] };
    for (const role of ["member", "viewer"] as const)
      await expect(exportMembers(one.ctx(role), plain)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const other = await makeSmallShop();
    await expect(exportMembers(other.ctx(), plain)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
