// `npm test`: everything, with all it needs. The last line says how many tests passed and failed.
import { runChecks, runTests } from "./check.mjs";
import { ensureChromium } from "./chromium.mjs";
import { runBrowserTests, testServer } from "./e2e.mjs";
import { Stop, say } from "./project.mjs";
import { sum } from "./reports.mjs";

/** A part that cannot even run (a build that fails) is one failure, and the parts after it still run. */
async function part(work) {
  try {
    return await work();
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

export async function test() {
  delete process.env.DATABASE_URL;
  process.env.CHROMIUM_PATH = await ensureChromium();
  say("Checks");
  const checks = await part(runChecks);
  const server = await testServer();
  say("Database tests");
  const database = await part(() => runTests("db"));
  // A busy machine can starve a browser: what fails is run once more, and what then passes is told as flaky. The trace
  // is of that second run: to write one of every test takes time from all of them.
  const browser = await part(() => runBrowserTests(server, ["--retries=1", "--trace=on-first-retry"]));
  const { passed, failed, flaky } = sum([checks, database, browser]);
  say("Done");
  if (flaky > 0) console.log(`\n${flaky} passed only when run again: named above as flaky`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

const LONG = { FACET_RULES: "20000", FACET_STREAMS: "12", FACET_SPLITS: "10000" };

/** The laws of rules over ten times the rules, longer streams of changes, ten times the splits; numbers given win. */
export async function testLong(args) {
  delete process.env.DATABASE_URL;
  for (const [name, value] of Object.entries(LONG)) process.env[name] ??= value;
  say(
    `${process.env.FACET_RULES} rules, ${process.env.FACET_STREAMS} streams, ${process.env.FACET_SPLITS} splits`,
  );
  const files = args.length > 0 ? args : ["lib/segments/laws", "lib/segments/freshness"];
  const splits = args.length > 0 ? [] : [await part(() => runTests("pure", ["lib/statistics/same-data"]))];
  const { passed, failed } = sum([...splits, await part(() => runTests("db", files))]);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
