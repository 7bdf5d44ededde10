import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { attributes, auditLog, customers, segments } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import { newId } from "@/lib/ids";
import type { AttributeChange } from "./model";
import { updateAttribute } from "./mutations";
import { listAttributes } from "./queries";

let shop: TestWorkspace;
let other: TestWorkspace;
beforeEach(async () => {
  [shop, other] = await Promise.all([makeWorkspace(), makeWorkspace()]);
  for (const { workspaceId } of [shop, other])
    await shop
      .ctx()
      .db.insert(attributes)
      .values([
        { workspaceId, key: "roast", label: "Roast", type: "choice", choices: ["light", "dark", "green"] },
        { workspaceId, key: "likes", label: "Likes", type: "choices", choices: ["tea", "cake"] },
        { workspaceId, key: "faith", label: "Faith", type: "text" },
      ]);
  await shop
    .ctx()
    .db.insert(customers)
    .values({
      workspaceId: shop.workspaceId,
      no: 1,
      id: newId(),
      externalId: "c1",
      attrs: { roast: "dark", likes: ["cake"] },
    });
  await shop
    .ctx()
    .db.insert(segments)
    .values({
      workspaceId: shop.workspaceId,
      id: newId(),
      no: 1,
      name: "Dark roast",
      dimension: "behavioural",
      rule: {
        kind: "all",
        children: [
          {
            kind: "not",
            child: { kind: "attribute", attribute: "roast", test: { op: "is", value: "dark" } },
          },
        ],
      },
    });
});

const change = (more: Partial<AttributeChange> = {}): AttributeChange => ({
  key: "roast",
  label: "Roast level",
  dimension: "product usage",
  special: null,
  isPersonal: false,
  choices: ["light", "medium", "dark"],
  ...more,
});

const row = async (workspace: TestWorkspace, key: string) =>
  (await listAttributes(workspace.ctx())).find((attribute) => attribute.key === key);

describe("a field of the workspace", () => {
  it("is renamed, sorted and given choices; a choice that nobody has goes", async () => {
    await updateAttribute(shop.ctx("manager"), change());
    expect(await row(shop, "roast")).toMatchObject({
      label: "Roast level",
      dimension: "product usage",
      choices: ["light", "medium", "dark"],
      usedIn: [{ name: "Dark roast" }],
    });
    const lines = await shop
      .ctx()
      .db.select()
      .from(auditLog)
      .where(and(eq(auditLog.workspaceId, shop.workspaceId), eq(auditLog.action, "field.changed")));
    expect(lines).toMatchObject([{ subject: "roast", detail: { name: "Roast level" } }]);
  });

  it("keeps the choices that customers have, of one and of many", async () => {
    const attempt = updateAttribute(shop.ctx(), change({ choices: ["light"] }));
    await expect(attempt).rejects.toMatchObject({
      code: "INVALID",
      fields: { choices: expect.stringContaining("dark") },
    });
    const many = updateAttribute(shop.ctx(), change({ key: "likes", choices: ["tea"] }));
    await expect(many).rejects.toMatchObject({ fields: { choices: expect.stringContaining("cake") } });
    await updateAttribute(shop.ctx(), change({ key: "likes", choices: ["cake"] }));
    await expect(updateAttribute(shop.ctx(), change({ choices: [] }))).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  it("becomes a special category only while no rule uses it", async () => {
    const attempt = updateAttribute(shop.ctx(), change({ special: "health" }));
    await expect(attempt).rejects.toMatchObject({
      fields: { special: expect.stringContaining("“Dark roast”") },
    });
    await updateAttribute(shop.ctx(), change({ key: "faith", special: "religion", choices: undefined }));
    expect(await row(shop, "faith")).toMatchObject({ special: "religion", choices: [] });
  });

  it("of another workspace stays as it is, and one that is none is not found", async () => {
    await updateAttribute(shop.ctx(), change());
    expect((await row(other, "roast"))?.label).toBe("Roast");
    const attempt = updateAttribute(shop.ctx(), change({ key: "none" }));
    await expect(attempt).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is changed by owners and managers; marketers see it, members and viewers do not", async () => {
    for (const role of ["marketer", "member", "viewer"] as const)
      await expect(updateAttribute(shop.ctx(role), change())).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await listAttributes(shop.ctx("marketer"))).toHaveLength(3);
    for (const role of ["member", "viewer"] as const)
      await expect(listAttributes(shop.ctx(role))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
