// What every browser test starts from: whose session, a watched page, a workspace of its own.
import { readFileSync } from "node:fs";
import {
  type APIRequestContext,
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type PlaywrightWorkerArgs,
} from "@playwright/test";
import { inArray } from "drizzle-orm";
import { closeDb, rawSql } from "@/db/client";
import { users } from "@/db/schema";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/workspace";
import type { WorkspaceSettings } from "@/lib/auth/ctx";
import { hashPassword } from "@/lib/auth/password";
import { ROLES, type Role } from "@/lib/auth/permissions";
import { builtActions } from "./build";
import { callAction } from "./call";

const { E2E_DATABASE_URL, E2E_PEOPLE_FILE = "", E2E_PORT } = process.env;
// Everything of this process that asks for the database, `db()` and the mutations included, gets the run's own.
process.env.DATABASE_URL = E2E_DATABASE_URL;

type Playwright = PlaywrightWorkerArgs["playwright"];

export type Person = { name: string; role: Role; email: string; password: string };
type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
type Sql = ReturnType<typeof rawSql>;

/** Everybody who can sign in to the demo workspace. */
export const DEMO_PEOPLE: readonly Person[] = JSON.parse(readFileSync(E2E_PEOPLE_FILE, "utf8"));

/** The demo's first person with a role. */
export function demoPerson(role: Role): Person {
  const person = DEMO_PEOPLE.find((each) => each.role === role);
  if (!person) throw new Error(`The demo has nobody with the role ${role}.`);
  return person;
}

/** A workspace of the test's own: nobody else reads or writes it. It starts empty. */
export type Shop = TestWorkspace & {
  people: Record<Role, Person>;
  /** A watched page of the workspace's person with this role, in a browser of their own. */
  open: (role: Role, path?: string) => Promise<Page>;
};

export type MakeShop = (settings?: Partial<WorkspaceSettings>) => Promise<Shop>;

type TestFixtures = {
  /** Option: whose session `page` has in the demo workspace; null for nobody. */
  role: Role | null;
  /** Option: what may be wrong on the pages of this test: a 404 that it asks for, say. */
  allowed: readonly RegExp[];
  /** Option: the test does something to the whole server, or measures it: no other test runs meanwhile. */
  isAlone: boolean;
  /** Holds the test's turn; nobody asks for it by name. */
  turn: undefined;
  /** Another watched page, in a browser of its own: of a demo person, of somebody else, or of nobody. */
  open: (who: Role | Person | null, path?: string) => Promise<Page>;
  /** Requests with the session of a person, outside any page. */
  requestAs: (person: Person) => Promise<APIRequestContext>;
  makeShop: MakeShop;
  shop: Shop;
};

type WorkerFixtures = {
  /** The run's database, to look for oneself. Tests write to it through factories and mutations only. */
  sql: Sql;
  /** The cookies of a person, by a real sign-in, once per worker. */
  stateOf: (person: Person) => Promise<State>;
};

const TURN = 727006;

/** Of everybody in a workspace of a test's own. */
export const PASSWORD = "a long walk by the sea";
let passwordHash: Promise<string> | undefined;

async function openShop(settings?: Partial<WorkspaceSettings>): Promise<Omit<Shop, "open">> {
  const workspace = await makeWorkspace(settings);
  passwordHash ??= hashPassword(PASSWORD);
  const ids = ROLES.map((role) => workspace.users[role].id);
  await workspace
    .ctx()
    .db.update(users)
    .set({ passwordHash: await passwordHash })
    .where(inArray(users.id, ids));
  const person = (role: Role): Person => ({ ...workspace.users[role], role, password: PASSWORD });
  return {
    ...workspace,
    people: Object.fromEntries(ROLES.map((role) => [role, person(role)])) as Shop["people"],
  };
}

/** An address that no other context has: the limit on tries from one address is not this suite's to use up. */
const anyAddress = () => `198.18.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;

/** What goes wrong on the pages of a context, as it happens. */
function watch(context: BrowserContext): string[] {
  const problems: string[] = [];
  const isOurs = (url: string) => new URL(url).port === E2E_PORT;
  context.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()} at ${message.page()?.url()}`);
  });
  context.on("weberror", (error) => problems.push(`error: ${error.error().stack ?? error.error()}`));
  context.on("requestfailed", (request) => {
    // A page that is left gives up what it was still fetching.
    const isAborted = request.failure()?.errorText === "net::ERR_ABORTED";
    if (isOurs(request.url()) && !isAborted)
      problems.push(`request: ${request.url()} ${request.failure()?.errorText}`);
  });
  context.on("response", (response) => {
    if (isOurs(response.url()) && response.status() >= 400)
      problems.push(`answer: ${response.status()} ${response.request().method()} ${response.url()}`);
  });
  return problems;
}

function expectNoProblems(problems: readonly string[], allowed: readonly RegExp[]): void {
  const left = problems.filter((problem) => !allowed.some((pattern) => pattern.test(problem)));
  expect(left, "problems on the pages of this test").toEqual([]);
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  role: ["owner", { option: true }],
  allowed: [[], { option: true }],
  isAlone: [false, { option: true }],

  turn: [
    async ({ isAlone, sql }, use) => {
      const turn = await sql.reserve();
      if (isAlone) await turn`select pg_advisory_lock(${TURN})`;
      else await turn`select pg_advisory_lock_shared(${TURN})`;
      await use(undefined);
      await turn`select pg_advisory_unlock_all()`;
      turn.release();
    },
    // Waiting for the turn is not the test's own time.
    { auto: true, timeout: 0 },
  ],

  sql: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern
    async ({}, use) => {
      await use(rawSql());
      await closeDb();
    },
    { scope: "worker" },
  ],

  stateOf: [
    async ({ playwright }, use) => {
      const states = new Map<string, Promise<State>>();
      await use((person) => {
        const known = states.get(person.email) ?? signedInState(playwright, person);
        states.set(person.email, known);
        return known;
      });
    },
    { scope: "worker" },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of this pattern
  extraHTTPHeaders: async ({}, use) => use({ "x-forwarded-for": anyAddress() }),

  storageState: async ({ role, stateOf }, use) =>
    use(role ? await stateOf(demoPerson(role)) : { cookies: [], origins: [] }),

  context: async ({ context, allowed }, use) => {
    const problems = watch(context);
    await use(context);
    expectNoProblems(problems, allowed);
  },

  open: async ({ browser, stateOf, allowed, extraHTTPHeaders }, use) => {
    const opened: { context: BrowserContext; problems: string[] }[] = [];
    await use(async (who, path) => {
      const person = typeof who === "string" ? demoPerson(who) : who;
      const storageState = person ? await stateOf(person) : { cookies: [], origins: [] };
      const context = await browser.newContext({ storageState, extraHTTPHeaders });
      opened.push({ context, problems: watch(context) });
      const page = await context.newPage();
      if (path) await visit(page, path);
      return page;
    });
    await Promise.all(opened.map(({ context }) => context.close()));
    for (const { problems } of opened) expectNoProblems(problems, allowed);
  },

  requestAs: async ({ playwright, baseURL, stateOf, extraHTTPHeaders }, use) => {
    const opened = new Map<string, Promise<APIRequestContext>>();
    const start = async (person: Person) =>
      playwright.request.newContext({
        baseURL,
        storageState: await stateOf(person),
        extraHTTPHeaders: { ...extraHTTPHeaders, origin: baseURL ?? "" },
      });
    await use((person) => {
      const known = opened.get(person.email) ?? start(person);
      opened.set(person.email, known);
      return known;
    });
    for (const context of opened.values()) await (await context).dispose();
  },

  makeShop: async ({ open, sql: _ }, use) => {
    await use(async (settings) => {
      const shop = await openShop(settings);
      return { ...shop, open: (role, path) => open(shop.people[role], path) };
    });
  },

  shop: async ({ makeShop }, use) => use(await makeShop()),
});

export * from "./looks";
export { expect };

/** Types an address and a password into the sign-in page that is open, and sends them. */
export async function fillSignIn(page: Page, { email, password }: Pick<Person, "email" | "password">) {
  await page.getByLabel("E-mail").fill(email);
  const field = page.getByLabel("Password");
  if (!(await field.isVisible())) await page.getByRole("button", { name: "Continue" }).click();
  await field.fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in on the screen, starting at `path`, and waits for the page behind it. */
export async function signIn(page: Page, person: Person, path = "/sign-in") {
  await visit(page, path);
  await fillSignIn(page, person);
  await expect(page.getByRole("button", { name: `Signed in as ${person.name}` })).toBeVisible();
}

/** By the server action of the sign-in page; sign-in.spec.ts does it on the screen. */
async function signedInState(playwright: Playwright, { email, password }: Person): Promise<State> {
  const action = builtActions().find(({ name }) => name === "signIn");
  if (!action) throw new Error("The build has no sign-in.");
  const baseURL = `http://127.0.0.1:${E2E_PORT}`;
  const request = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { "x-forwarded-for": anyAddress(), origin: baseURL },
  });
  const { code, body } = await callAction(request, action, { email, password });
  if (code !== "ok") throw new Error(`${email} could not sign in: ${body.slice(0, 300)}`);
  const state = await request.storageState();
  await request.dispose();
  return state;
}

/** Opens a path and waits until the page answers to clicks: before that a press is lost, or sends a form. */
export async function visit(page: Page, path: string) {
  const response = await page.goto(path);
  await page.waitForFunction(() => {
    const controls = [...document.querySelectorAll("button, input, select, textarea, form")];
    return controls.every((each) => Object.keys(each).some((key) => key.startsWith("__reactFiber")));
  });
  return response;
}
