import type { Ctx } from "@/lib/auth/ctx";
import type { Draft } from "@/lib/segments/editing/draft";
import { getEditedSegment } from "@/lib/segments/editing/queries";
import { getSiblings } from "@/lib/segments/siblings/queries";
import { readPart, siblingName, siblingRule } from "@/lib/segments/siblings/siblings";
import { orNotFound } from "@/lib/web/not-found";

/**
 * `parent` is the segment to narrow, `from` one to begin as a copy of; `within` and `part` are some people of a
 * segment by the children that they are in.
 */
export type Start = { parent?: string; from?: string; within?: string; part?: string };

const EMPTY: Draft = {
  name: "",
  description: "",
  dimension: "behavioural",
  parentId: null,
  rule: { kind: "all", children: [] },
};

/** What a new segment begins as. */
export async function startOf(ctx: Ctx, start: Start): Promise<Draft> {
  const { parent, from, within } = start;
  const part = readPart(start.part);
  if (from) {
    const { name, description, dimension, parentId, rule } = await orNotFound(
      getEditedSegment(ctx, { segmentId: from }),
    );
    return { name: `${name}, copy`, description, dimension, parentId: parent ?? parentId, rule };
  }
  if (within && part) {
    const [{ name, dimension }, siblings] = await orNotFound(
      Promise.all([getEditedSegment(ctx, { segmentId: within }), getSiblings(ctx, { segmentId: within })]),
    );
    const rule = siblingRule(part, siblings) ?? EMPTY.rule;
    return { ...EMPTY, name: siblingName(part, name, siblings), dimension, parentId: within, rule };
  }
  return { ...EMPTY, parentId: parent ?? null };
}
