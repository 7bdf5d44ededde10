import type { z } from "zod";
import { SegmentInput, SegmentRef } from "../model";

export const CopyInput = SegmentRef.extend({ name: SegmentInput.shape.name });
export type CopyInput = z.infer<typeof CopyInput>;
