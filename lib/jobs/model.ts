import { z } from "zod";
import { PropertyRef } from "@/lib/events/properties/model";
import { ValueRunRef } from "@/lib/value/model";

const Cause = z.enum(["data", "rule", "time", "manual"]);

/** Every job by name. Payloads hold ids, never content: the job reads what is true when it runs. */
export const JOBS = {
  "workspace.rebuild": z.object({ cause: Cause }),
  "segments.refreshAll": z.object({ cause: Cause }),
  "segments.catchUp": z.object({}),
  "segments.retry": z.object({ segmentId: z.uuid() }),
  "segments.countNew": z.object({ segmentIds: z.array(z.uuid()).min(1) }),
  "segments.turnDay": z.object({}),
  "segments.turnHours": z.object({}),
  "personas.renewCounts": z.object({}),
  "personas.checkFacts": z.object({}),
  "decisions.remind": z.object({}),
  "reports.announce": z.object({}),
  "scores.recalculate": z.object({ changeId: z.uuid() }),
  "events.fillProperty": PropertyRef,
  "events.clearProperty": PropertyRef,
  "value.refresh": ValueRunRef,
  "kpis.refresh": z.object({ isWhole: z.boolean().optional() }),
  "lifecycle.keep": z.object({}),
  "forecasts.make": z.object({}),
  "webhooks.collect": z.object({}),
  "webhooks.send": z.object({ webhookId: z.uuid() }),
  "webhooks.prune": z.object({}),
  "work.remind": z.object({}),
  "work.sendDigests": z.object({}),
  "imports.run": z.object({ importId: z.uuid() }),
  "campaigns.renewReach": z.object({}),
  "campaigns.renewOutcomes": z.object({}),
} as const satisfies Record<string, z.ZodObject>;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]>;
