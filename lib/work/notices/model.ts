import { z } from "zod";

/** Without ids: every notice of the reader. */
export const NoticesRead = z.object({ noticeIds: z.array(z.uuid()).max(200).optional() });
export type NoticesRead = z.infer<typeof NoticesRead>;
