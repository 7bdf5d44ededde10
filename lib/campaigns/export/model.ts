import { z } from "zod";
import { isDay } from "@/lib/days";
import { parseGrouping } from "@/lib/timeline/rows";
import { CampaignListing } from "../model";

/** A PNG is made by the browser from the drawing. */
export const EXPORT_FORMATS = ["svg", "png", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const { segmentId, personaId, ownerId, channel, search, statuses } = CampaignListing.shape;
const day = z.string().refine(isDay).optional().catch(undefined);

/** What the timeline's address says, by the names that it has there; a part that makes no sense is left out. */
export const TimelineView = z
  .object({
    /** One campaign with its plan, unfolded; else those that pass the filters. */
    campaign: z.uuid().optional(),
    status: z
      .string()
      .transform((status) => [status])
      .pipe(statuses.unwrap())
      .optional()
      .catch(undefined),
    segment: segmentId.catch(undefined),
    persona: personaId.catch(undefined),
    owner: ownerId.catch(undefined),
    channel: channel.catch(undefined),
    q: search.catch(undefined),
    by: z.string().optional().catch(undefined),
    rows: z.string().max(20_000).optional().catch(undefined),
    base: z.uuid().optional().catch(undefined),
    from: day,
    to: day,
  })
  .transform(({ campaign, status, segment, persona, owner, q, by, rows, base, from, to, ...rest }) => ({
    campaignId: campaign,
    baselineId: base,
    filters: {
      statuses: status ?? [],
      ...{ segmentId: segment, personaId: persona, ownerId: owner, search: q, ...rest },
    },
    view: {
      grouping: campaign ? ("none" as const) : parseGrouping(by),
      toggled: campaign ? [campaign] : (rows?.split("~") ?? []),
      ...(from && to && from <= to && { period: { from, to } }),
    },
  }));
export type TimelineView = z.output<typeof TimelineView>;

export const TimelineExport = z.intersection(z.object({ format: z.enum(EXPORT_FORMATS) }), TimelineView);
export type TimelineExport = z.output<typeof TimelineExport>;
