import { useEffect, useRef, useState } from "react";
import type { BaselineOptionsProps } from "@/components/timeline/baseline-options";
import type { TimelineData } from "@/lib/campaigns/timeline/data";
import type { PlanActions } from "./plan-actions";

/**
 * The baselines of the workspace; who may not edit campaigns compares with them only. One that was saved is chosen, and
 * one that was deleted left, when the page has been drawn with that: a new address while the answer of an action is
 * still on its way throws the answer away, and draws the page from nothing.
 */
export function usePlanBaselines(
  actions: PlanActions,
  { baselines, baselineId, canLink }: TimelineData,
  onChoose: (baselineId: string | null) => void,
): BaselineOptionsProps {
  const [due, setDue] = useState<{ id: string; isSaved: boolean } | null>(null);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    if (!due || baselines.some(({ key }) => key === due.id) !== due.isSaved) return;
    setDue(null);
    choose.current(due.isSaved ? due.id : null);
  }, [due, baselines]);
  return {
    baselines,
    chosen: baselineId,
    onChoose,
    edit: canLink
      ? {
          save: async (name) => {
            const result = await actions.saveBaseline({ name });
            if (result.ok) setDue({ id: result.value.baselineId, isSaved: true });
            return result;
          },
          rename: (id, name) => actions.renameBaseline({ baselineId: id, name }),
          remove: async (id) => {
            const result = await actions.deleteBaseline({ baselineId: id });
            if (result.ok) setDue({ id, isSaved: false });
            return result;
          },
        }
      : undefined,
  };
}
