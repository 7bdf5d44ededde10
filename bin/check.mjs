// `npm run check`: format, lint, types, layers, pure tests. No database, no browser, under a minute.
import fs from "node:fs";
import { runNode } from "./processes.mjs";
import { at } from "./project.mjs";
import { freshReport, vitestCounts } from "./reports.mjs";

const tool = (file) => at("node_modules", file);
const SOURCES = ["app", "bench", "bin", "components", "db", "e2e", "lib"];
const ROOT_SOURCES = ["proxy.ts", "instrumentation.ts", "instrumentation-node.ts"];

const FIRST = [
  ["format and lint", () => [tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."]],
  ["route types", () => [tool("next/dist/bin/next"), "typegen"]],
];
/** Those that need one processor each: they run together, beside the tests. */
const TOGETHER = [
  ["types", () => [tool("typescript/bin/tsc"), "--noEmit", "-p", "."]],
  ["layers", () => [tool("dependency-cruiser/bin/dependency-cruise.mjs"), ...sources()]],
];

const sources = () => [...SOURCES, ...ROOT_SOURCES].filter((file) => fs.existsSync(at(file)));

/** Runs one step quietly; what it said is shown when it fails. Returns its exit code. */
async function step(name, args) {
  const began = Date.now();
  const said = [];
  const code = await runNode(args, { onOutput: (chunk) => said.push(chunk) });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  if (code !== 0) console.log(Buffer.concat(said).toString("utf8"));
  console.log(`${code === 0 ? "ok  " : "FAIL"}  ${name.padEnd(16)} ${seconds.padStart(5)} s`);
  return code;
}

/** Runs the tests of one vitest project; output in front unless `isQuiet`. */
export async function runTests(project, args = [], { isQuiet = false } = {}) {
  const report = freshReport(project);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = [tool("vitest/vitest.mjs"), "run", "--project", project, ...reporters, ...args];
  const code = isQuiet ? await step(`${project} tests`, vitest) : await runNode(vitest);
  return vitestCounts(report, code);
}

/** All steps, whether or not one of them fails; a failed step counts as one failed test. */
export async function runChecks() {
  const codes = [];
  for (const [name, args] of FIRST) codes.push(await step(name, args()));
  const [tests, ...others] = await Promise.all([
    runTests("pure", [], { isQuiet: true }),
    ...TOGETHER.map(([name, args]) => step(name, args())),
  ]);
  const failedSteps = [...codes, ...others].filter((code) => code !== 0).length;
  return { passed: tests.passed, failed: tests.failed + failedSteps };
}

export async function check() {
  const began = Date.now();
  const { passed, failed } = await runChecks();
  console.log(`\n${passed} tests passed, ${failed} problems, ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return failed === 0 ? 0 : 1;
}
