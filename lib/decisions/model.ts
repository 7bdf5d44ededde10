import { z } from "zod";
import { isDay } from "@/lib/days";
import { FORECAST_METRICS } from "@/lib/forecasts/report";
import { METRIC_KEYS, type Metric } from "@/lib/kpis/metric";
import { DECISION_STATES } from "./decision";
import { figureOf } from "./figure";

const line = (most: number) => z.string().trim().max(most, `At most ${most} characters.`);
const Day = z.string().refine(isDay, "Choose a day.");

const FigureKey = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("metric"), metric: z.enum(METRIC_KEYS as [Metric, ...Metric[]]) }),
  z.object({ kind: z.literal("forecast"), metric: z.enum(FORECAST_METRICS) }),
  z.object({ kind: z.literal("target"), targetId: z.uuid() }),
  z.object({ kind: z.literal("result") }),
]);

const fields = {
  title: line(160).min(1, "Say what was decided."),
  reason: line(2000).min(1, "Say why: whoever reads it later was not there."),
  decidedOn: Day,
  decidedBy: z.uuid("Choose who decided."),
  reviewOn: Day.nullable(),
};

const reviewedAfter = ({ decidedOn, reviewOn }: { decidedOn: string; reviewOn: string | null }) =>
  reviewOn === null || reviewOn > decidedOn;
const LATE_REVIEW = { path: ["reviewOn"], message: "The review lies after the day of the decision." };

/** What it is about is read when it is made and stays as it stood then. */
export const DecisionInput = z
  .object({
    ...fields,
    segmentId: z.uuid().nullable(),
    campaignId: z.uuid().nullable(),
    figure: FigureKey.nullable(),
  })
  .refine(reviewedAfter, LATE_REVIEW)
  .refine(({ figure, campaignId }) => figure?.kind !== "result" || campaignId !== null, {
    path: ["campaignId"],
    message: "Choose the campaign whose result it is.",
  });
export type DecisionInput = z.infer<typeof DecisionInput>;

/** `updatedAt` is the one that was edited: if someone saved since, the write is refused. */
export const DecisionUpdate = z
  .object({ decisionId: z.uuid(), updatedAt: z.coerce.date(), ...fields, outcome: line(2000) })
  .refine(reviewedAfter, LATE_REVIEW);
export type DecisionUpdate = z.infer<typeof DecisionUpdate>;

export const DecisionRef = z.object({ decisionId: z.uuid() });
export type DecisionRef = z.infer<typeof DecisionRef>;

export const DecisionStep = z.object({ decisionId: z.uuid(), state: z.enum(DECISION_STATES) });
export type DecisionStep = z.infer<typeof DecisionStep>;

/** Either a version of a segment or a campaign. */
export const DecisionLinkInput = z.object({
  decisionId: z.uuid(),
  to: z.union([
    z.object({ segmentId: z.uuid(), version: z.int().positive() }),
    z.object({ campaignId: z.uuid() }),
  ]),
});
export type DecisionLinkInput = z.infer<typeof DecisionLinkInput>;

export const DecisionLinkRef = z.object({ decisionId: z.uuid(), linkId: z.uuid() });
export type DecisionLinkRef = z.infer<typeof DecisionLinkRef>;

/** What a new decision is about, from where it is made; what cannot be read counts as left out. */
export const NewDecisionQuery = z.object({
  segment: z.uuid().optional().catch(undefined),
  campaign: z.uuid().optional().catch(undefined),
  figure: z
    .string()
    .optional()
    .catch(undefined)
    .transform((param) => figureOf(param)),
  title: line(160).optional().catch(undefined),
});

/** The query string of the list; what cannot be read counts as left out. */
export const DecisionQuery = z.object({
  segment: z.uuid().optional().catch(undefined),
  campaign: z.uuid().optional().catch(undefined),
  person: z.uuid().optional().catch(undefined),
  state: z
    .enum([...DECISION_STATES, "due"])
    .optional()
    .catch(undefined),
  before: z
    .templateLiteral([z.iso.date(), "~", z.uuid()])
    .transform((text) => {
      const [on = "", id = ""] = text.split("~");
      return { on, id };
    })
    .optional()
    .catch(undefined),
});
export type DecisionQuery = z.infer<typeof DecisionQuery>;
