import { z } from "zod";

const fields = {
  name: z.string().trim().min(1, "Give the webhook a name.").max(80),
  url: z.string().trim().max(2000, "This address is too long."),
  segmentIds: z.array(z.uuid()).max(100),
  hearsLaunches: z.boolean().default(false),
};
const hearsSomething = (
  { segmentIds, hearsLaunches }: { segmentIds: string[]; hearsLaunches: boolean },
  context: z.core.$RefinementCtx,
) => {
  if (segmentIds.length === 0 && !hearsLaunches)
    context.addIssue({
      code: "custom",
      path: ["segmentIds"],
      message: "Choose launches or at least one segment.",
    });
};

export const WebhookInput = z.object(fields).superRefine(hearsSomething);
export type WebhookInput = z.infer<typeof WebhookInput>;

export const WebhookRef = z.object({ webhookId: z.uuid() });
export type WebhookRef = z.infer<typeof WebhookRef>;

export const WebhookUpdate = z.object({ ...fields, ...WebhookRef.shape }).superRefine(hearsSomething);
export type WebhookUpdate = z.infer<typeof WebhookUpdate>;

export const WebhookSwitch = WebhookRef.extend({ isOn: z.boolean() });
export type WebhookSwitch = z.infer<typeof WebhookSwitch>;

/** The frozen audience of a campaign, to one webhook. */
export const AudienceSending = WebhookRef.extend({ campaignId: z.uuid() });
export type AudienceSending = z.infer<typeof AudienceSending>;

export const DeliveryRef = z.object({ deliveryId: z.uuid() });
export type DeliveryRef = z.infer<typeof DeliveryRef>;
