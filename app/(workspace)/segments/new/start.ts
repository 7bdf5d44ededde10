import type { Ctx } from "@/lib/auth/ctx";
import { behindOf } from "@/lib/lifecycle/behind";
import { getFactRule } from "@/lib/personas/behind/queries";
import type { Draft } from "@/lib/segments/editing/draft";
import { getEditedSegment } from "@/lib/segments/editing/queries";
import { readIds } from "@/lib/segments/overlap/matrix";
import { getSiblings } from "@/lib/segments/siblings/queries";
import { readPart, siblingName, siblingRule } from "@/lib/segments/siblings/siblings";
import { TEMPLATES } from "@/lib/segments/templates/gallery/gallery";
import { getTemplateData } from "@/lib/segments/templates/queries";
import { type Offer, offerTemplates } from "@/lib/segments/templates/template";
import { orNotFound } from "@/lib/web/not-found";

/**
 * `parent` is the segment to narrow, `from` one to begin as a copy of; `within` and `part` are some people of a
 * segment by the children that they are in; `template` is one of the gallery; `both` names two segments whose
 * shared people are meant; `persona` and `fact` are the members of whom a fact of a persona speaks; `behind` is the
 * key of a figure of the KPIs.
 */
export type Start = Partial<
  Record<"parent" | "from" | "within" | "part" | "template" | "both" | "persona" | "fact" | "behind", string>
>;

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
  const template = TEMPLATES.find(({ key }) => key === start.template);
  if (template) {
    const [offer] = offerTemplates([template], await getTemplateData(ctx)).offers;
    if (offer) return { ...EMPTY, ...picked(offer), parentId: parent ?? null };
  }
  const [aId, bId] = readIds(start.both);
  if (aId && bId) {
    const [a, b] = await orNotFound(
      Promise.all([aId, bId].map((segmentId) => getEditedSegment(ctx, { segmentId }))),
    );
    const children = [aId, bId].map((segmentId) => ({ kind: "segment" as const, segmentId }));
    const name = `${a?.name} and ${b?.name}`.slice(0, 120);
    return { ...EMPTY, name, dimension: a?.dimension ?? EMPTY.dimension, rule: { kind: "all", children } };
  }
  if (start.persona && start.fact) {
    const behind = await orNotFound(getFactRule(ctx, { personaId: start.persona, key: start.fact }));
    if (behind.rule) return { ...EMPTY, parentId: behind.segmentId, rule: behind.rule };
  }
  const behind = start.behind ? behindOf(start.behind) : null;
  return { ...EMPTY, ...behind, parentId: parent ?? null };
}

const picked = ({ name, dimension, rule }: Offer) => ({ name, dimension, rule });
