import type { PlanWriter } from "@/components/timeline/plan-store";
import type { TimelineData } from "@/lib/campaigns/timeline/data";
import type { PlanItem } from "@/lib/timeline/plan";
import type { PlanActions } from "./plan-actions";

/** The timeline's writes as actions; those that need the right to edit campaigns only for who has it. */
export function planWriter(actions: PlanActions, { canLink }: Pick<TimelineData, "canLink">) {
  const writer: Omit<PlanWriter, "onSettled"> = {
    onChange: (changes) => actions.move({ changes }),
    onByHand: ({ id, expectedVersion }, isByHand) =>
      actions.update({ itemId: id, version: expectedVersion, changes: { isByHand } }),
  };
  if (!canLink) return writer;
  writer.onLink = (link) => actions.link(link);
  writer.onUnlink = (dependencyId) => actions.unlink({ dependencyId });
  writer.onAdd = ({ parts, links }) =>
    actions.addParts({ parts: parts.flatMap(asPart), links: links.map((link) => ({ ...link })) });
  writer.onRemove = (parts) =>
    actions.removeParts({
      parts: parts.map(({ id, expectedVersion }) => ({ itemId: id, expectedVersion })),
    });
  return writer;
}

function asPart({ kind, parentId, ...item }: PlanItem) {
  if (kind === "campaign" || parentId === null) return [];
  return [
    {
      id: item.id,
      campaignId: parentId,
      kind,
      name: item.name,
      channel: item.channels[0] ?? null,
      assigneeId: item.ownerId,
      startOn: item.startOn,
      endOn: item.endOn,
      hours: item.hours ?? 0,
      isByHand: item.isByHand ?? false,
      copyOf: item.copyOf,
    },
  ];
}
