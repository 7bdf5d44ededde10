import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog, customers, orders, workspaces } from "@/db/schema";
import { testDb } from "@/db/testing/database";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { ROLES } from "@/lib/auth/permissions";
import { openSession } from "@/lib/auth/sessions/mutations";
import { readSession } from "@/lib/auth/sessions/queries";
import { newId } from "@/lib/ids";
import { SettingsInput } from "./model";
import { createWorkspace, setUp, updateSettings } from "./mutations";
import { getSettings } from "./queries";

const SETTINGS: SettingsInput = {
  name: "Harbour shop",
  currency: "DKK",
  timeZone: "Europe/Copenhagen",
  floor: 20,
  contactCap: 3,
  contactCapDays: 14,
  contactRules: [{ channel: "email", cap: 2, days: 7 }],
  workdays: [1, 2, 3, 4, 7],
  holidays: [
    { on: "2026-12-25", name: "Christmas Day" },
    { on: "2026-06-05", name: "Constitution Day" },
  ],
};

let shop: TestWorkspace;
let other: TestWorkspace;
beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace({ name: "Other" })]);
});

async function addOrder() {
  const { workspaceId } = shop;
  await testDb().insert(customers).values({ workspaceId, no: 1, id: newId(), externalId: "c1" });
  await testDb()
    .insert(orders)
    .values({ workspaceId, no: 1, externalId: "o1", customerNo: 1, orderedAt: new Date(), amountMinor: 100 });
}

const jobs = async () => {
  const rows = await testDb().execute<{ task: string }>(
    sql`select t.identifier as task from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where (j.payload ->> 'workspaceId')::int = ${shop.workspaceId} order by 1`,
  );
  return rows.map(({ task }) => task);
};

describe("the settings", () => {
  it.each(ROLES.filter((role) => role !== "owner"))("are closed to a %s", async (role) => {
    await expect(updateSettings(shop.ctx(role), SETTINGS)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(getSettings(shop.ctx(role))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("are saved, days off in their order, with what changed in the log; another workspace stays", async () => {
    const { changed } = await updateSettings(shop.ctx(), SETTINGS);
    expect(changed).toEqual([
      "name",
      "currency",
      "timeZone",
      "floor",
      "contactCap",
      "contactCapDays",
      "workdays",
      "contactRules",
      "holidays",
    ]);
    const holidays = [...SETTINGS.holidays].reverse();
    expect(await getSettings(shop.ctx())).toEqual({ ...SETTINGS, holidays, isCurrencyFixed: false });
    expect(await getSettings(other.ctx())).toMatchObject({ name: "Other", currency: "EUR", holidays: [] });
    const [line] = await testDb().select().from(auditLog).where(eq(auditLog.workspaceId, shop.workspaceId));
    expect(line).toMatchObject({ action: "workspace.changed", actorId: shop.users.owner.id });
    expect(line?.detail).toMatchObject({ changes: { floor: [10, 20], holidays: [0, 2] } });
  });

  it("that stay the same leave no line, and in another order neither", async () => {
    await updateSettings(shop.ctx(), SETTINGS);
    const holidays = [...SETTINGS.holidays].reverse();
    expect(await updateSettings(shop.ctx(), { ...SETTINGS, holidays })).toEqual({ changed: [] });
    expect(await testDb().$count(auditLog, eq(auditLog.workspaceId, shop.workspaceId))).toBe(1);
  });

  it("count days anew when the zone changes, and only then", async () => {
    const { isCurrencyFixed: _, ...now } = await getSettings(shop.ctx());
    await updateSettings(shop.ctx(), { ...now, floor: 12 });
    expect(await jobs()).toEqual([]);
    await updateSettings(shop.ctx(), { ...now, timeZone: "America/New_York" });
    expect(await jobs()).toEqual(["workspace.rebuild"]);
  });

  it("keep their currency once there are orders in it", async () => {
    await addOrder();
    expect((await getSettings(shop.ctx())).isCurrencyFixed).toBe(true);
    expect((await getSettings(other.ctx())).isCurrencyFixed).toBe(false);
    await expect(updateSettings(shop.ctx(), SETTINGS)).rejects.toMatchObject({
      code: "INVALID",
      fields: { currency: expect.any(String) },
    });
    await updateSettings(shop.ctx(), { ...SETTINGS, currency: "EUR" });
    expect((await getSettings(shop.ctx())).name).toBe("Harbour shop");
  });

  it.each([
    ["floor", { floor: 0 }],
    ["contactCap", { contactCap: 2.5 }],
    ["contactRules.0.cap", { contactRules: [{ channel: "sms", cap: 0, days: 7 }] }],
    ["currency", { currency: "XQQ" }],
    ["timeZone", { timeZone: "Mars/Olympus" }],
    ["name", { name: "  " }],
    ["holidays.1.on", { holidays: [SETTINGS.holidays[0], { on: "2026-12-25", name: "Again" }] }],
    ["workdays", { workdays: [] }],
    ["holidays.0.on", { holidays: [{ on: "2026-02-30", name: "Never" }] }],
  ])("are refused at %s", (path, change) => {
    const parsed = SettingsInput.safeParse({ ...SETTINGS, ...change });
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});

describe("a new workspace", () => {
  it("has its maker as the owner, and the browser goes there", async () => {
    const { id: userId } = shop.users.viewer;
    const sessionId = await openSession({ userId, userAgent: "" });
    const input = { name: "Second", currency: "NOK", timeZone: "Europe/Oslo" };
    const { workspaceId } = await createWorkspace({ userId, sessionId }, input);
    const session = await readSession(sessionId);
    expect(session?.active).toMatchObject({ ...input, workspaceId, role: "owner", floor: 10 });
    expect(session?.memberships).toHaveLength(2);
  });
});

describe("the first run", () => {
  it("is over once anybody has an account", async () => {
    const before = await testDb().$count(workspaces);
    const workspace = { name: "Mine", currency: "EUR", timeZone: "Etc/UTC" };
    const attempt = setUp({ name: "Eve", email: "eve@example.test", password: "correct horse 7", workspace });
    await expect(attempt).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await testDb().$count(workspaces)).toBe(before);
  });
});
