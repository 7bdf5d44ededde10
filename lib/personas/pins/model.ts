import { z } from "zod";
import { FactRef } from "../behind/model";

/** Without a key: every pinned fact of the persona. */
export const DriftRef = FactRef.partial({ key: true });
export type DriftRef = z.infer<typeof DriftRef>;

/** `asBefore`: the value that it had when it was unpinned. */
export const PinInput = FactRef.extend({ asBefore: z.boolean().optional() });
export type PinInput = z.infer<typeof PinInput>;
