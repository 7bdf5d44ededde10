import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Ctx } from "@/lib/auth/ctx";
import { renewOutcomes } from "@/lib/campaigns/outcomes/mutations";
import { renewReach } from "@/lib/campaigns/overlap/mutations";
import { recalculateScores } from "@/lib/customers/scores/mutations";
import { remindOfReviews } from "@/lib/decisions/reviews/mutations";
import { env } from "@/lib/env";
import { clearProperty, fillProperty } from "@/lib/events/properties/mutations";
import { makeForecasts } from "@/lib/forecasts/mutations";
import { runImport } from "@/lib/imports/run/mutations";
import { tellTargets } from "@/lib/kpis/alerts/mutations";
import { refreshKpis } from "@/lib/kpis/mutations";
import { keepLifecycle } from "@/lib/lifecycle/mutations";
import { mailConfig, smtpMailer } from "@/lib/mail/smtp";
import { renewCounts } from "@/lib/personas/counts/mutations";
import { checkFacts } from "@/lib/personas/pins/mutations";
import { announceReports } from "@/lib/reports/announce/mutations";
import { catchUp, recountAll, retrySegment, turnDay, turnHours } from "@/lib/segments/freshness/mutations";
import { countNewSegments } from "@/lib/segments/split/mutations";
import { refreshValues, scheduleValues } from "@/lib/value/mutations";
import { collectChanges, pruneDeliveries, sendDue } from "@/lib/webhooks/deliveries/mutations";
import { sendDigests } from "@/lib/work/digest/mutations";
import { remindOfDay } from "@/lib/work/reminders/mutations";
import { rebuildWorkspace } from "@/lib/workspaces/rebuild/mutations";
import { JOBS, type JobName, type JobPayload } from "./model";
import { enqueue } from "./mutations";
import {
  jobCtx,
  listWorkspacesAtNewDay,
  listWorkspacesToRemind,
  listWorkspacesWithHours,
  listWorkspacesWithLargeCampaigns,
  listWorkspacesWithLaunches,
  listWorkspacesWithMail,
  listWorkspacesWithoutFigures,
  listWorkspacesWithPersonas,
  listWorkspacesWithWebhooks,
} from "./queries";

/** One handler per job; a missing one does not compile. A job that runs twice changes nothing more. */
const handlers: { [Name in JobName]: (ctx: Ctx, payload: JobPayload<Name>) => Promise<void> } = {
  "workspace.rebuild": async (ctx, { cause }) => {
    await rebuildWorkspace(ctx, { cause });
  },
  "segments.refreshAll": async (ctx, { cause }) => {
    await recountAll(ctx, { cause });
    await enqueue(ctx, "lifecycle.keep", {}, { key: "lifecycle" });
  },
  "segments.catchUp": async (ctx) => {
    await catchUp(ctx);
  },
  "segments.retry": retrySegment,
  "segments.countNew": countNewSegments,
  // After the memberships of the new day are there.
  "segments.turnDay": async (ctx) => {
    await turnDay(ctx);
    await enqueue(ctx, "lifecycle.keep", {}, { key: "lifecycle" });
    await enqueue(ctx, "personas.checkFacts", {}, { key: "facts" });
    await enqueue(ctx, "decisions.remind", {}, { key: "reviews" });
    await enqueue(ctx, "reports.announce", {}, { key: "reports" });
    await scheduleValues(ctx);
    await enqueue(ctx, "forecasts.make", {}, { key: "forecasts" });
  },
  "segments.turnHours": async (ctx) => {
    await turnHours(ctx);
  },
  "personas.renewCounts": async (ctx) => {
    await renewCounts(ctx);
  },
  "personas.checkFacts": async (ctx) => {
    await renewCounts(ctx);
    await checkFacts(ctx);
  },
  "decisions.remind": async (ctx) => {
    await remindOfReviews(ctx);
  },
  "reports.announce": async (ctx) => {
    await announceReports(ctx);
  },
  "scores.recalculate": async (ctx, payload) => {
    await recalculateScores(ctx, payload);
    await enqueue(ctx, "lifecycle.keep", {}, { key: "lifecycle" });
  },
  "events.fillProperty": fillProperty,
  "events.clearProperty": clearProperty,
  "kpis.refresh": async (ctx, payload) => {
    await refreshKpis(ctx, payload);
    await tellTargets(ctx);
  },
  "value.refresh": refreshValues,
  "lifecycle.keep": keepLifecycle,
  // They rest on the weeks of the snapshots, of which the last has just ended.
  "forecasts.make": async (ctx) => {
    await refreshKpis(ctx);
    await makeForecasts(ctx);
  },
  "webhooks.collect": async (ctx) => {
    await collectChanges(ctx);
  },
  "webhooks.send": (ctx, payload) => sendDue(ctx, payload),
  "webhooks.prune": pruneDeliveries,
  "work.remind": remindOfDay,
  "work.sendDigests": async (ctx) => {
    const config = mailConfig(env());
    if (!config) return;
    const mailer = smtpMailer(config);
    try {
      await sendDigests(ctx, { mailer, baseUrl: config.baseUrl });
    } finally {
      mailer.close();
    }
  },
  "imports.run": runImport,
  "campaigns.renewReach": async (ctx) => {
    await renewReach(ctx);
  },
  "campaigns.renewOutcomes": async (ctx) => {
    await renewOutcomes(ctx);
  },
};

const Envelope = z.object({ workspaceId: z.int().positive(), payload: z.unknown() });

function task<Name extends JobName>(name: Name): NonNullable<TaskList[string]> {
  return async (body) => {
    const { workspaceId, payload } = Envelope.parse(body);
    await handlers[name](await jobCtx(workspaceId), JOBS[name].parse(payload) as JobPayload<Name>);
  };
}

/** What the worker runs: every job, and the clock that turns the day of each workspace. */
export const taskList: TaskList = {
  ...Object.fromEntries((Object.keys(JOBS) as JobName[]).map((name) => [name, task(name)])),
  turnDays: async () => {
    for (const workspaceId of await listWorkspacesAtNewDay(new Date()))
      await enqueue(await jobCtx(workspaceId), "segments.turnDay", {}, { key: "day" });
    for (const workspaceId of await listWorkspacesWithoutFigures())
      await enqueue(await jobCtx(workspaceId), "kpis.refresh", { isWhole: true }, { key: "kpis-whole" });
  },
  turnHours: async () => {
    for (const workspaceId of await listWorkspacesWithHours())
      await enqueue(await jobCtx(workspaceId), "segments.turnHours", {}, { key: "hours" });
  },
  renewReaches: async () => {
    for (const workspaceId of await listWorkspacesWithLargeCampaigns())
      await enqueue(await jobCtx(workspaceId), "campaigns.renewReach", {}, { key: "reach", queue: "reach" });
  },
  renewOutcomes: async () => {
    for (const workspaceId of await listWorkspacesWithLaunches())
      await enqueue(
        await jobCtx(workspaceId),
        "campaigns.renewOutcomes",
        {},
        { key: "outcomes", queue: "outcomes" },
      );
  },
  renewCounts: async () => {
    for (const workspaceId of await listWorkspacesWithPersonas())
      await enqueue(
        await jobCtx(workspaceId),
        "personas.renewCounts",
        {},
        { key: "counts", queue: "counts" },
      );
  },
  remindPeople: async () => {
    for (const workspaceId of await listWorkspacesToRemind(new Date()))
      await enqueue(await jobCtx(workspaceId), "work.remind", {}, { key: "remind" });
  },
  sendDigests: async () => {
    if (!mailConfig(env())) return;
    for (const workspaceId of await listWorkspacesWithMail())
      await enqueue(await jobCtx(workspaceId), "work.sendDigests", {}, { key: "digests" });
  },
  pruneWebhooks: async () => {
    for (const workspaceId of await listWorkspacesWithWebhooks())
      await enqueue(await jobCtx(workspaceId), "webhooks.prune", {}, { key: "prune" });
  },
};

/** Quarter hours cover every time zone's midnight. */
export const crontab = [
  "*/15 * * * * turnDays ?max=1",
  "* * * * * turnHours ?max=1",
  "*/15 * * * * remindPeople ?max=1",
  "*/5 * * * * sendDigests ?max=1",
  "* * * * * renewReaches ?max=1",
  "* * * * * renewOutcomes ?max=1",
  "* * * * * renewCounts ?max=1",
  "10 3 * * * pruneWebhooks ?max=1",
].join("\n");
