import { z } from "zod";

/** A property's value as it came: never coerced, so that "7" and 7 stay apart. */
export const PropertyValue = z.union([z.string().max(1000), z.number(), z.boolean()]);
export type PropertyValue = z.infer<typeof PropertyValue>;

/** One thing that a customer did, or that happened to them. `messageId` makes it count once, however often it is sent. */
export const EventInput = z.object({
  customerNo: z.int().positive(),
  name: z.string().trim().min(1).max(200),
  at: z.date(),
  messageId: z.string().min(1).max(200),
  props: z.record(z.string().min(1).max(100), PropertyValue),
});
export type EventInput = z.infer<typeof EventInput>;
