// The production build, made again only when something that goes into it changed.
import fs from "node:fs";
import { runNode, withLock } from "./processes.mjs";
import { at, filesBelow, hashOf, inData, isTestFile, readText, Stop, say } from "./project.mjs";

const INPUTS = [
  ...[
    "app",
    "components",
    "db",
    "lib",
    "public",
    "proxy.ts",
    "instrumentation.ts",
    "instrumentation-node.ts",
  ],
  ...["next.config.js", "postcss.config.mjs", "package-lock.json", "tsconfig.json"],
];

export async function ensureBuild() {
  const output = process.env.NEXT_DIST_DIR ?? ".next";
  const stamp = at(output, "facet-build");
  const wanted = hashOf(filesBelow(...INPUTS).filter((file) => !isTestFile(file)));
  const isDone = () => readText(stamp) === wanted && fs.existsSync(at(output, "BUILD_ID"));
  const build = async () => {
    if (isDone()) return;
    say("Building (about half a minute)");
    const code = await runNode([at("node_modules/next/dist/bin/next"), "build"], {
      env: { NODE_ENV: "production" },
    });
    if (code !== 0) throw new Stop("The build failed; the reason is above.");
    fs.writeFileSync(stamp, wanted);
    say("Built");
  };
  if (!isDone()) await withLock(inData("build.lock"), build, 15 * 60);
}

export async function build() {
  await ensureBuild();
  return 0;
}
