import { defineConfig } from "@playwright/test";

const { E2E_DATABASE_URL, E2E_PORT, E2E_REPORT, CHROMIUM_PATH } = process.env;
if (!E2E_DATABASE_URL || !E2E_PORT)
  throw new Error(
    "Browser tests need a database of their own: run `npm run e2e` (its arguments go to Playwright).",
  );

const baseURL = `http://127.0.0.1:${E2E_PORT}`;
const QUIET = [
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// The pop-ups of an address bar that nobody types into are two pages more for each window, and half of its time. Only the
// last list of a command line counts, so Playwright's own stands in it too.
const WITHOUT = [
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"],
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"],
  ...["HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"],
  ...["ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"],
  ...["NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"],
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: E2E_REPORT ? [["list"], ["json", { outputFile: E2E_REPORT }]] : "list",
  use: {
    baseURL,
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    // The trace keeps the page's own states; pictures beside them would take a fifth of the time.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: true },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      // No sandbox: it needs user namespaces, which containers often withhold, and the pages are our own.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        ...QUIET,
        `--disable-features=${WITHOUT}`,
      ],
    },
  },
  projects: [{ name: "chromium" }],
  webServer: {
    command: `node node_modules/next/dist/bin/next start -p ${E2E_PORT} -H 127.0.0.1`,
    url: `${baseURL}/api/health`,
    // Webhooks may call the receiver of a test, and no other address that is not public.
    env: {
      DATABASE_URL: E2E_DATABASE_URL,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      WEBHOOK_NETWORKS: "127.0.0.1",
    },
    timeout: 60_000,
    stdout: "pipe",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
  },
});
