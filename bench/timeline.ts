// `npm run bench:timeline`: 5,000 bars and 2,000 dependencies in a real browser, on the production build.
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { closeDb } from "@/db/client";
import { round, sayMachine, sayVerdict } from "./measure";
import { dragging, firstPaints, openBrowser, scrolling, signIn, weigh } from "./timeline-browser";
import { BARS, fillPlan, PERSON, SHELL_PERSON, SIZES } from "./timeline-plan";
import { reschedule } from "./timeline-scheduler";

/** Frames are told as how far they stay behind 50 a second: every bar is a most. */
const BARS_OF = {
  firstPaintOverShell: 2.5,
  framesShortScrolling: 0,
  framesShortDragging: 0,
  scriptMsScrolling: 120,
  scriptMsDragging: 120,
  barNodes: 400,
  scriptKb: 200,
  rescheduleOverSort: 5,
};
const FPS = 50;

async function serve(port: string): Promise<ChildProcess> {
  const server = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "-p", port, "-H", "127.0.0.1"],
    {
      env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", WORKER: "off" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  for (let tries = 0; tries < 120; tries += 1) {
    const isUp = await fetch(`http://127.0.0.1:${port}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return server;
    await sleep(500);
  }
  server.kill();
  throw new Error("The server did not start.");
}

const range = ([from, to]: readonly [number, number], digits = 0) =>
  `${from.toFixed(digits)} to ${to.toFixed(digits)}`;

async function run(): Promise<void> {
  sayMachine(`${BARS} bars, ${SIZES.links} dependencies`);
  const scheduler = await reschedule();
  console.log(
    `rescheduling ${scheduler.moved} of 5,000 tactics: ${scheduler.ours.toFixed(2)} ms, a bare sort ${scheduler.baseline.toFixed(2)} ms, ${scheduler.ratio.toFixed(2)}x (${range(scheduler.spread, 2)})`,
  );
  await fillPlan();
  const port = process.env.BENCH_PORT ?? "";
  const server = await serve(port);
  const browser = await openBrowser();
  try {
    const baseURL = `http://127.0.0.1:${port}`;
    const [full, shell] = [
      await signIn(browser, baseURL, PERSON),
      await signIn(browser, baseURL, SHELL_PERSON),
    ];
    const paints = await firstPaints(full, shell);
    console.log(
      `first paint: ${paints.full.toFixed(0)} ms, the empty page ${paints.shell.toFixed(0)} ms, ${paints.ratio.toFixed(2)}x (${range(paints.spread, 2)})`,
    );
    const weight = await weigh(full);
    console.log(
      `on the wire: scripts ${weight.script.toFixed(0)} kB, styles ${weight.style.toFixed(0)} kB, the page with its ${BARS} bars ${weight.document.toFixed(0)} kB`,
    );
    const scrolled = await scrolling(full);
    const dragged = await dragging(full);
    for (const [name, one] of [
      ["scrolling", scrolled],
      ["dragging", dragged],
    ] as const)
      console.log(
        `${name}: ${one.fps.toFixed(1)} frames a second (${range(one.fpsSpread, 1)}), ${one.script.toFixed(0)} ms of script a second (${range(one.scriptSpread)}), at most ${one.bars} bars in the page`,
      );
    sayVerdict(
      "timeline",
      {
        firstPaintOverShell: round(paints.ratio),
        framesShortScrolling: round(Math.max(0, FPS - scrolled.fps)),
        framesShortDragging: round(Math.max(0, FPS - dragged.fps)),
        fpsScrolling: round(scrolled.fps, 1),
        fpsDragging: round(dragged.fps, 1),
        scriptMsScrolling: round(scrolled.script, 0),
        scriptMsDragging: round(dragged.script, 0),
        barNodes: Math.max(scrolled.bars, dragged.bars),
        scriptKb: round(weight.script, 1),
        rescheduleOverSort: round(scheduler.ratio),
      },
      BARS_OF,
    );
  } finally {
    await browser.close();
    server.kill();
    await closeDb();
  }
}

await run();
