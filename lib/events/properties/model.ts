import { z } from "zod";

/** A property of an event, by the event's number and the property's key. */
export const PropertyRef = z.object({
  nameNo: z.int().positive(),
  key: z.string().min(1).max(100),
});
export type PropertyRef = z.infer<typeof PropertyRef>;
