import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Page,
  type Request,
} from "@playwright/test";
import { addDays } from "@/lib/days";
import { median } from "./measure";

/** Where the first of the campaigns begin: their rows stand at the top. */
const FIRST_DAY = addDays(new Date().toISOString().slice(0, 10), -180);
/** Every campaign unfolded: one row for each of the 5,000 bars. */
export const FULL = `/campaigns?view=timeline&by=none&rows=*&z=week&at=${FIRST_DAY}`;
const ROUNDS = 5;
/** Until the server runs what it has compiled for both pages. */
const WARM_UP_ROUNDS = 5;
const GESTURE_MS = 3000;
/** What a page asks for once it stands (conflicts, pages that its links lead to) is over then, and slows no other paint. */
const SETTLED_MS = 1500;

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });

export async function signIn(
  browser: Browser,
  baseURL: string,
  { email, password }: { email: string; password: string },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
  });
  // tsx names functions by a helper that pages do not have.
  await context.addInitScript("globalThis.__name = (named) => named");
  // The first drawing that has what is looked for, by the page's own clock.
  await context.addInitScript(() => {
    const look = () => {
      const wanted = new URL(location.href).searchParams.get("paint") ?? "main";
      if (document.querySelector(wanted) === null) requestAnimationFrame(look);
      else requestAnimationFrame((at) => Reflect.set(window, "paintedAt", at));
    };
    requestAnimationFrame(look);
  });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.keyboard.press("Enter");
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/overview");
  await page.close();
  return context;
}

/** Milliseconds from the navigation to the first frame that shows what the selector names. */
async function paint(context: BrowserContext, path: string, selector: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(`${path}&paint=${encodeURIComponent(selector)}`, { waitUntil: "commit" });
  const at = await page.waitForFunction(() => Reflect.get(window, "paintedAt") as number | undefined);
  const ms = await at.jsonValue();
  await page.waitForTimeout(SETTLED_MS);
  await page.close();
  return ms ?? Number.POSITIVE_INFINITY;
}

/** First paint of the full timeline and of the same page without a plan, in turn. */
export async function firstPaints(full: BrowserContext, shell: BrowserContext) {
  const times: { full: number; shell: number }[] = [];
  const once = async () => ({
    shell: await paint(shell, "/campaigns?view=timeline", "[aria-label='Timeline view']"),
    full: await paint(full, FULL, ".tl-bar"),
  });
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await once();
  for (let round = 0; round < ROUNDS; round += 1) times.push(await once());
  const ratios = times.map((time) => time.full / time.shell);
  return {
    full: median(times.map((time) => time.full)),
    shell: median(times.map((time) => time.shell)),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)] as const,
  };
}

/** What all scripts of the page weigh on the wire, in units of 1,000 bytes; stylesheets and data for the record. */
export async function weigh(context: BrowserContext) {
  const page = await context.newPage();
  // Nothing comes from the cache of earlier pages while requests are routed.
  await page.route("**/*", (route) => route.continue());
  const finished: Request[] = [];
  page.on("requestfinished", (request) => finished.push(request));
  await page.goto(FULL, { waitUntil: "load" });
  await page.waitForTimeout(2000);
  const sizes: Record<string, number> = {};
  for (const request of finished) {
    const { responseBodySize } = await request.sizes();
    const kind = request.resourceType();
    sizes[kind] = (sizes[kind] ?? 0) + responseBodySize / 1000;
  }
  await page.close();
  return { script: sizes.script ?? 0, style: sizes.stylesheet ?? 0, document: sizes.document ?? 0 };
}

type Act = (page: Page, until: number) => Promise<void>;

/** Wheels down and to the right, as a hand does. */
const scroll: Act = async (page, until) => {
  await page.mouse.move(800, 500);
  for (let step = 0; Date.now() < until; step += 1) {
    await page.mouse.wheel(step % 4 === 3 ? 160 : 0, step % 4 === 3 ? 0 : 120);
    await page.waitForTimeout(16);
  }
};

/** Takes the first tactic that others wait for and moves it to and fro. */
const drag: Act = async (page, until) => {
  const box = await page.locator(".tl-part .tl-bar:not([data-fixed])").first().boundingBox();
  if (!box) throw new Error("There is no bar to drag.");
  const [x, y] = [box.x + Math.min(12, box.width / 2), box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; Date.now() < until; step += 1) {
    await page.mouse.move(x + 120 * Math.sin(step / 12), y + 2 * Math.sin(step / 5));
    await page.waitForTimeout(16);
  }
  await page.keyboard.press("Escape");
  await page.mouse.up();
};

async function scriptSeconds(client: CDPSession): Promise<number> {
  const { metrics } = await client.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0;
}

/** Frames a second, milliseconds of script a second, and the most bars that stood in the page at once. */
async function round(context: BrowserContext, act: Act) {
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Performance.enable");
  await page.goto(FULL);
  await page.waitForFunction(() => (document.querySelector(".tl-scroll")?.scrollLeft ?? 0) > 0);
  await page.waitForTimeout(SETTLED_MS);
  await page.evaluate(() => {
    const seen = { frames: 0, bars: 0, isOn: true };
    Reflect.set(window, "seen", seen);
    const next = () => {
      seen.frames += 1;
      if (seen.frames % 10 === 0)
        seen.bars = Math.max(seen.bars, document.querySelectorAll(".tl-bar, .tl-ms").length);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const before = await scriptSeconds(client);
  const began = performance.now();
  await act(page, Date.now() + GESTURE_MS);
  const seconds = (performance.now() - began) / 1000;
  const scripted = (await scriptSeconds(client)) - before;
  const seen = await page.evaluate(() => Reflect.get(window, "seen") as { frames: number; bars: number });
  await page.close();
  return { fps: seen.frames / seconds, script: (scripted * 1000) / seconds, bars: seen.bars };
}

async function rounds(context: BrowserContext, act: Act) {
  await round(context, act);
  const all: Awaited<ReturnType<typeof round>>[] = [];
  for (let count = 0; count < ROUNDS; count += 1) all.push(await round(context, act));
  const of = (key: "fps" | "script") => all.map((one) => one[key]);
  return {
    fps: median(of("fps")),
    fpsSpread: [Math.min(...of("fps")), Math.max(...of("fps"))] as const,
    script: median(of("script")),
    scriptSpread: [Math.min(...of("script")), Math.max(...of("script"))] as const,
    bars: Math.max(...all.map((one) => one.bars)),
  };
}

export const scrolling = (context: BrowserContext) => rounds(context, scroll);
export const dragging = (context: BrowserContext) => rounds(context, drag);
