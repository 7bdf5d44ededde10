import type { BaselineOptionsProps } from "@/components/timeline/baseline-options";
import type { PlanWriter } from "@/components/timeline/plan-store";
import type { TimelineData } from "@/lib/campaigns/timeline/data";
import type { PlanItem } from "@/lib/timeline/plan";
import type { PlanActions } from "./plan-actions";

const SETTLED_AFTER_MS = 50;

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

/** The baselines of the workspace; who may not edit campaigns compares with them only. */
export function planBaselines(
  actions: PlanActions,
  { baselines, baselineId, canLink }: TimelineData,
  onChoose: (baselineId: string | null) => void,
): BaselineOptionsProps {
  return {
    baselines,
    chosen: baselineId,
    onChoose,
    edit: canLink
      ? {
          save: async (name) => {
            const result = await actions.saveBaseline({ name });
            // Once the answer has drawn the page anew: a new address in the middle of that would draw it from nothing.
            if (result.ok) setTimeout(() => onChoose(result.value.baselineId), SETTLED_AFTER_MS);
            return result;
          },
          rename: (id, name) => actions.renameBaseline({ baselineId: id, name }),
          remove: async (id) => {
            const result = await actions.deleteBaseline({ baselineId: id });
            if (result.ok) setTimeout(() => onChoose(null), SETTLED_AFTER_MS);
            return result;
          },
        }
      : undefined,
  };
}
