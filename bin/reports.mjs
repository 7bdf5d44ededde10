// How many tests passed and failed, from the runners' own JSON reports.
import fs from "node:fs";
import { inData, readText } from "./project.mjs";

/** Where a runner writes its report; what an earlier run left there is removed. */
export function freshReport(name) {
  fs.mkdirSync(inData("reports"), { recursive: true });
  const file = inData("reports", `${name}.json`);
  fs.rmSync(file, { force: true });
  return file;
}

const readReport = (file) => JSON.parse(readText(file) ?? "null");

/** A runner that failed without a failed test (no report, a file that does not load) counts as one failure. */
const settle = ({ passed, failed }, code) => ({ passed, failed: code === 0 ? failed : Math.max(failed, 1) });

export function vitestCounts(file, code) {
  const report = readReport(file);
  if (!report) return settle({ passed: 0, failed: 0 }, code);
  const isBroken = ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0;
  const broken = report.testResults.filter(isBroken).length;
  return settle({ passed: report.numPassedTests, failed: report.numFailedTests + broken }, code);
}

export function playwrightCounts(file, code) {
  const stats = readReport(file)?.stats;
  if (!stats) return settle({ passed: 0, failed: 0 }, code);
  const { expected, flaky, unexpected } = stats;
  return { ...settle({ passed: expected + flaky, failed: unexpected }, code), flaky };
}

export const sum = (counts) =>
  counts.reduce(
    (all, { passed, failed, flaky = 0 }) => ({
      passed: all.passed + passed,
      failed: all.failed + failed,
      flaky: all.flaky + flaky,
    }),
    { passed: 0, failed: 0, flaky: 0 },
  );
