// Everything that is derived, from the facts alone: summaries, memberships, figures. Safe at any time.
import { closeDb, rawSql } from "@/db/client";
import { jobCtx } from "@/lib/jobs/queries";
import { rebuildWorkspace } from "@/lib/workspaces/rebuild/mutations";

const workspaces = await rawSql()<
  { id: number; name: string }[]
>`select id, name from workspaces order by id`;
let failures = 0;
for (const { id, name } of workspaces) {
  const started = Date.now();
  const { refreshed, failed, joined, left } = await rebuildWorkspace(await jobCtx(id));
  failures += failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `${name}: summaries rebuilt, ${refreshed} segments counted (${joined} joined, ${left} left), ${failed} failed, ${seconds} s`,
  );
}
await closeDb();
process.exitCode = failures > 0 ? 1 : 0;
