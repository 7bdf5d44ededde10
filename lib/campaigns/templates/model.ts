import { z } from "zod";
import { CampaignInput } from "../model";
import { TEMPLATE_KEYS } from "./gallery";

/** A new campaign with the plan of a template. */
export const TemplatedCampaign = CampaignInput.and(z.object({ templateKey: z.enum(TEMPLATE_KEYS) }));
export type TemplatedCampaign = z.infer<typeof TemplatedCampaign>;
