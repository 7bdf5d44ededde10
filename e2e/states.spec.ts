// What every page shows when it may not, cannot or need not show what was asked for.
import { ROLES } from "@/lib/auth/permissions";
import { expect, expectAccessible, setLook, test, visit } from "./fixtures";

const NOBODY = "00000000-0000-7000-8000-000000000000";

const PAGES = [
  "/overview",
  "/work",
  "/work?show=free",
  "/work?show=team",
  "/customers",
  "/segments",
  "/segments/new",
  "/personas",
  "/personas/new",
  "/personas/compare",
  "/campaigns",
  "/campaigns?view=board",
  "/campaigns?view=timeline",
  "/campaigns/new",
  "/kpis",
  "/kpis/values",
  "/kpis/own",
  "/kpis/own/new",
  "/decisions",
  "/decisions/new",
  "/reports",
  "/reports/new",
  "/settings/team",
  "/settings/roles",
  "/settings/workspace",
  "/settings/fields",
  "/settings/scores",
  "/settings/audit",
  "/settings/webhooks",
  "/segments/overlap",
  "/segments/movement",
  "/settings/me",
];

// The owner's are walked in screens.spec.ts, which asks the same of them.
for (const role of ROLES.filter((each) => each !== "owner"))
  test(`every page answers a ${role} with what it is or why it is closed`, async ({ open }) => {
    test.slow();
    const page = await open(role);
    for (const path of PAGES) {
      const response = await visit(page, path);
      expect(response?.status(), path).toBe(200);
      await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
      await expect(page.getByRole("alert").filter({ hasText: "did not load" }), path).toHaveCount(0);
    }
  });

test.describe("nothing at the address", () => {
  test.use({ allowed: [/404/] });

  for (const [path, title] of [
    [`/customers/${NOBODY}`, "There is no such customer"],
    ["/customers/not-an-id", "There is no such customer"],
    [`/segments/${NOBODY}`, "There is no such segment"],
    [`/personas/${NOBODY}`, "There is no such persona"],
    [`/campaigns/${NOBODY}`, "There is no such campaign"],
    ["/overview/elsewhere", "There is nothing at this address"],
    ["/nothing-here", "There is nothing at this address"],
  ] as const)
    test(`${path} says so inside the shell`, async ({ page }) => {
      const response = await visit(page, path);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole("heading", { name: title })).toBeVisible();
      await expect(page.getByRole("navigation", { name: "Main", exact: true })).toBeVisible();
      await expectAccessible(page);
      await setLook(page, { theme: "dark" });
      await expectAccessible(page);
    });
});

test.describe("a page that fails", () => {
  test.use({ allowed: [/500|Server Components render|digest|React error #441/], isAlone: true });

  test("says so in its place, with a reference, and comes back with Try again", async ({ page, sql }) => {
    const [person] = await sql<{ id: string }[]>`
      select c.id from customers c join workspaces w on w.id = c.workspace_id and w.is_demo limit 1`;
    // The profile alone reads this table; without it the database answers with an error.
    await sql`alter table consent_log rename to consent_log_away`;
    try {
      await page.goto(`/customers/${person?.id}`);
      const alert = page.getByRole("alert").filter({ hasText: "The customers did not load" });
      await expect(alert).toBeVisible();
      await expect(alert.getByText(/Reference \d+/)).toBeVisible();
      await expect(page.getByRole("navigation", { name: "Main", exact: true })).toBeVisible();
      expect(await page.content()).not.toContain("consent_log");
      await expectAccessible(page);
      await alert.evaluate((panel) => panel.setAttribute("data-seen", ""));
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(alert.and(page.locator(":not([data-seen])")), "another failure").toBeVisible();
    } finally {
      await sql`alter table consent_log_away rename to consent_log`;
    }
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Consent" })).toBeVisible();
  });
});
