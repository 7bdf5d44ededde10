import type { Ctx } from "@/lib/auth/ctx";
import { dueWords } from "../due";
import { getMyWork } from "../queries";
import type { DigestSection } from "./compose";

/**
 * Something that a digest holds besides notices: read as its reader, so that their role decides. A part does not cause
 * a mail: what is worth one is a notice with a kind of its own (see notices/kinds).
 */
export type DigestPart = (ctx: Ctx) => Promise<DigestSection | null>;

/** Tactics of the reader that are late. */
const stillLate: DigestPart = async (ctx) => {
  const { tasks, today } = await getMyWork(ctx);
  const late = tasks.filter((task) => task.progress < 100 && task.endOn < today);
  if (late.length === 0) return null;
  return {
    title: "Still late",
    lines: late.map((task) => ({
      text: `“${task.name}” in “${task.campaignName}”: ${dueWords(task.endOn, today).text}`,
      href: `/campaigns/${task.campaignId}/plan/${task.id}`,
    })),
  };
};

/** In the order in which they stand below the notices. */
export const DIGEST_PARTS: readonly DigestPart[] = [stillLate];
