import type { APIResponse, Response } from "@playwright/test";
import {
  DEMO_PEOPLE,
  demoPerson,
  expect,
  expectAccessible,
  expectNoSideScroll,
  fillSignIn,
  LOOKS,
  setLook,
  signIn,
  test,
  visit,
} from "./fixtures";

const ROLE_WORDS = {
  owner: "Owner",
  manager: "Manager",
  marketer: "Marketer",
  member: "Member",
  viewer: "Viewer",
};
const WRONG = "This e-mail address and password do not belong together. Try again.";

test.describe("somebody who is not signed in", () => {
  test.use({ role: null });

  for (const person of DEMO_PEOPLE)
    test(`${person.name}, ${person.role}, signs in`, async ({ page }) => {
      await signIn(page, person);
      await expect(page).toHaveURL("/overview");
      await page.getByRole("button", { name: `Signed in as ${person.name}` }).click();
      await expect(page.getByText(`${ROLE_WORDS[person.role]} in `)).toBeVisible();
    });

  test("is not told which part was wrong", async ({ page }) => {
    await visit(page, "/sign-in");
    await fillSignIn(page, { ...demoPerson("viewer"), password: "not this one" });
    await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
    await visit(page, "/sign-in");
    await fillSignIn(page, { email: "nobody@nordlys.example", password: "not this one" });
    await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
    await expect(page).toHaveURL("/sign-in");
  });

  test("is sent to sign in from any page, and back to it afterwards", async ({ page }) => {
    await visit(page, "/campaigns?view=timeline");
    await expect(page).toHaveURL("/sign-in?next=%2Fcampaigns%3Fview%3Dtimeline");
    await fillSignIn(page, demoPerson("marketer"));
    await expect(page).toHaveURL(/\/campaigns\?view=timeline/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Campaigns");
  });

  test("is never sent to another site", async ({ page }) => {
    await signIn(page, demoPerson("viewer"), "/sign-in?next=//evil.example/");
    await expect(page).toHaveURL("/overview");
  });

  test("cannot make a second owner of a server that has one", async ({ page }) => {
    await visit(page, "/setup");
    await expect(page).toHaveURL("/sign-in");
  });

  test("is told how long to wait after too many tries", async ({ page, shop }) => {
    const person = shop.people.marketer;
    for (let tries = 0; tries < 8; tries++) {
      await visit(page, "/sign-in");
      await fillSignIn(page, { ...person, password: `wrong ${tries}` });
      await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
    }
    await fillSignIn(page, person);
    await expect(page.getByRole("alert").filter({ hasText: "Too many tries. Try again in" })).toBeVisible();
    await expect(page).toHaveURL("/sign-in");
  });

  for (const look of LOOKS)
    test(`finds the page in good order, ${look.theme}, ${look.width} px`, async ({ page }) => {
      await setLook(page, look);
      await visit(page, "/sign-in");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByLabel("E-mail")).toBeFocused();
      await page.getByLabel("E-mail").fill("somebody@nordlys.example");
      await page.keyboard.press("Enter");
      await expect(page.getByLabel("Password")).toBeFocused();
      await expectAccessible(page);
      await expectNoSideScroll(page);
      const ground = { light: "rgb(250, 250, 248)", dark: "rgb(17, 19, 23)" }[look.theme];
      await expect(page.locator("body")).toHaveCSS("background-color", ground);
    });
});

test.describe("a session", () => {
  test.use({ role: null });

  test("ends with the sign-out, for who kept the cookie too", async ({ page, context, shop, browser }) => {
    await signIn(page, shop.people.owner);
    const kept = await context.storageState();
    await page.getByRole("button", { name: "Signed in as" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page).toHaveURL("/sign-in");
    await page.goBack();
    await expect(page).toHaveURL(/\/sign-in/);
    const copy = await browser.newContext({ storageState: kept });
    const there = await copy.newPage();
    await there.goto("/work");
    await expect(there).toHaveURL("/sign-in?next=%2Fwork");
    await copy.close();
  });

  test("can be ended from another browser", async ({ page, open, shop }) => {
    await signIn(page, shop.people.manager);
    const elsewhere = await open(null);
    await signIn(elsewhere, shop.people.manager, "/settings/me");
    await elsewhere.getByRole("button", { name: /^End the session in/ }).click();
    await expect(elsewhere.getByText("Session ended").filter({ visible: true })).toBeVisible();
    await page.getByRole("link", { name: "Campaigns" }).first().click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await elsewhere.reload();
    await expect(elsewhere).toHaveURL("/settings/me");
  });

  test("has the role that the person has now", async ({ shop }) => {
    const page = await shop.open("marketer", "/campaigns");
    await expect(page.getByRole("link", { name: "Campaign", exact: true }).first()).toBeVisible();
    const owner = await shop.open("owner", "/settings/team");
    await owner.getByLabel(`Role of ${shop.people.marketer.name}`).selectOption("viewer");
    await expect(
      owner.getByText(`Role of ${shop.people.marketer.name} changed`).filter({ visible: true }),
    ).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: "Campaign", exact: true })).toHaveCount(0);
  });

  test("lives in a cookie that no script reads and no other site sends", async ({ stateOf }) => {
    const { cookies } = await stateOf(demoPerson("owner"));
    const session = cookies.filter(({ name }) => name.includes("session-token"));
    expect(session).toEqual([expect.objectContaining({ httpOnly: true, sameSite: "Lax", path: "/" })]);
  });
});

test("the theme that a person chooses is there at the next visit, before anything is drawn", async ({
  shop,
}) => {
  const page = await shop.open("viewer", "/overview");
  await setLook(page, { theme: "light" });
  await page.getByRole("button", { name: "Signed in as" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.addInitScript(() =>
    document.addEventListener("DOMContentLoaded", () => {
      document.documentElement.dataset.atFirst = document.documentElement.className;
    }),
  );
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-at-first", /dark/);
});

test.describe("every answer", () => {
  test.use({ allowed: [/404/] });

  const COMMON = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
  };
  const scriptsOf = (response: Response | APIResponse | null) =>
    response?.headers()["content-security-policy"]?.match(/script-src ([^;]+)/)?.[1] ?? "";

  for (const [path, status] of [
    ["/overview", 200],
    ["/settings/me", 200],
    ["/nothing-here", 404],
    ["/campaigns/00000000-0000-7000-8000-000000000000", 404],
  ] as const)
    test(`${path} lets only its own scripts run`, async ({ page }) => {
      const response = await visit(page, path);
      expect(response?.status()).toBe(status);
      expect(response?.headers()).toMatchObject(COMMON);
      const nonce = scriptsOf(response).match(/^'self' 'nonce-([^']{20,})' 'strict-dynamic'$/)?.[1];
      // As served: what these scripts bring in later is trusted through them.
      const served = (await response?.text())?.match(/<script\b[^>]*>/g) ?? [];
      expect(served.length).toBeGreaterThan(3);
      expect(served.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(scriptsOf(await page.reload())).not.toContain(nonce ?? "nonce");
    });

  test("of the API, of files and of redirects has its headers too", async ({ page, request, open }) => {
    await page.goto("/overview");
    const script = await page.locator("script[src]").first().getAttribute("src");
    for (const path of ["/api/health", "/api/auth/session", script ?? "", "/icon.svg"]) {
      const answer = await request.get(path);
      expect(answer.headers(), path).toMatchObject(COMMON);
      expect(answer.headers()["x-powered-by"], path).toBeUndefined();
    }
    const api = await request.get("/api/health");
    expect(api.headers()["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
    const nobody = await open(null);
    const redirect = await nobody.request.get("/overview", { maxRedirects: 0 });
    expect(redirect.status()).toBe(307);
    expect(redirect.headers()).toMatchObject(COMMON);
    expect(scriptsOf(redirect)).toContain("'strict-dynamic'");
  });
});
