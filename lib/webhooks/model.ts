import { z } from "zod";

export const WebhookInput = z.object({
  name: z.string().trim().min(1, "Give the webhook a name").max(80),
  url: z.string().trim().max(2000, "This address is too long"),
  segmentIds: z.array(z.uuid()).min(1, "Choose at least one segment").max(100),
});
export type WebhookInput = z.infer<typeof WebhookInput>;

export const WebhookRef = z.object({ webhookId: z.uuid() });
export type WebhookRef = z.infer<typeof WebhookRef>;

export const WebhookUpdate = WebhookInput.extend(WebhookRef.shape);
export type WebhookUpdate = z.infer<typeof WebhookUpdate>;

export const WebhookSwitch = WebhookRef.extend({ isOn: z.boolean() });
export type WebhookSwitch = z.infer<typeof WebhookSwitch>;

export const DeliveryRef = z.object({ deliveryId: z.uuid() });
export type DeliveryRef = z.infer<typeof DeliveryRef>;
