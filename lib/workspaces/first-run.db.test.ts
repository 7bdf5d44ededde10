import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { closeDb, db } from "@/db/client";
import { members, users, workspaces } from "@/db/schema";
import { ensureClone } from "@/db/testing/template.mjs";
import { checkPassword } from "@/lib/auth/sessions/mutations";
import { hasUsers } from "@/lib/auth/sessions/queries";
import { setUp } from "./mutations";

const shared = process.env.DATABASE_URL;

// A database of its own: in the worker's shared one there are people already.
beforeAll(async () => {
  await closeDb();
  process.env.DATABASE_URL = await ensureClone(inject("testDatabase"), "first_run");
});

afterAll(async () => {
  await closeDb();
  process.env.DATABASE_URL = shared;
});

it("makes one owner and one workspace, of eight first visits at the same moment", async () => {
  expect(await hasUsers()).toBe(false);
  const workspace = { name: "Harbour shop", currency: "EUR", timeZone: "Europe/Berlin" };
  const visits = Array.from({ length: 8 }, (_, index) =>
    setUp({ name: "Ada Lind", email: `ada${index}@example.test`, password: "correct horse 7", workspace }),
  );
  const results = await Promise.allSettled(visits);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "FORBIDDEN" });
  const [user, ...others] = await db().select().from(users);
  expect(others).toEqual([]);
  expect(await db().select().from(workspaces)).toMatchObject([workspace]);
  expect(await db().select().from(members)).toMatchObject([{ userId: user?.id, role: "owner" }]);
  const email = user?.email ?? "";
  expect(await checkPassword({ email, password: "correct horse 7", address: "test" })).toMatchObject({
    email,
  });
  expect(await hasUsers()).toBe(true);
});
