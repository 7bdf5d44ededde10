// `npm run screenshots`: the pictures of the README, taken from the demo workspace of a Facet that runs beside.
import fs from "node:fs";
import { chromium } from "@playwright/test";
import { ensureChromium } from "./chromium.mjs";
import { demoPeople } from "./database.mjs";
import { at, Stop, say } from "./project.mjs";

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 800 };
const MOST_BYTES = 300_000;

/** Opens what a list names, or a page below it. */
const named =
  (list, name, below = "") =>
  async (page) => {
    await page.goto(list);
    const link = page.locator(`main a[href^="${list}/"]`, { hasText: name }).first();
    const href = await link.getAttribute("href");
    await page.goto(href + below);
  };

/** The timeline from months away, with all of its campaigns. */
async function timeline(page) {
  await page.goto("/campaigns?view=timeline");
  await page.getByRole("radio", { name: "Month" }).check({ force: true });
}

/** File, who looks, what they open, and how: the desk in the light unless told. */
const PICTURES = [
  { file: "overview", role: "manager", open: "/overview" },
  { file: "segments", role: "marketer", open: "/segments" },
  { file: "builder", role: "marketer", open: named("/segments", "New parents", "/edit") },
  { file: "persona", role: "marketer", open: named("/personas", "Maja, awake at ten") },
  { file: "timeline", role: "marketer", open: timeline },
  { file: "kpis", role: "manager", open: "/kpis", theme: "dark" },
  { file: "my-work", role: "member", open: "/work", size: PHONE },
];

async function signIn(browser, address, role, { size = DESK, theme = "light" }) {
  const person = demoPeople().find((one) => one.role === role);
  if (!person)
    throw new Stop("The demo's people are not known here: npm start loads them into an empty database.");
  const options = { viewport: size, deviceScaleFactor: 2, colorScheme: theme, reducedMotion: "reduce" };
  const context = await browser.newContext({ ...options, baseURL: address, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.keyboard.press("Enter");
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/overview");
  return page;
}

/** Nothing is being loaded any more, and the pointer is out of the way. */
async function settled(page) {
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  await page.waitForTimeout(1500);
}

/** As WebP, which Playwright's own screenshot does not offer: a tenth of the bytes of a PNG. */
async function take(page, file) {
  const session = await page.context().newCDPSession(page);
  let quality = 90;
  let bytes;
  do {
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality });
    bytes = Buffer.from(data, "base64");
    quality -= 10;
  } while (bytes.length > MOST_BYTES && quality > 30);
  fs.writeFileSync(at("docs", `${file}.webp`), bytes);
  say(`docs/${file}.webp, ${Math.round(bytes.length / 1024)} kB`);
}

export async function screenshots([address = "http://localhost:3000", ...only]) {
  const answers = await fetch(`${address}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!answers) throw new Stop(`Nothing answers at ${address}: run npm start beside, or give its address.`);
  fs.mkdirSync(at("docs"), { recursive: true });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  try {
    for (const { file, role, open, ...look } of PICTURES) {
      if (only.length > 0 && !only.includes(file)) continue;
      const page = await signIn(browser, address, role, look);
      await (typeof open === "string" ? page.goto(open) : open(page));
      await settled(page);
      await take(page, file);
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
  return 0;
}
