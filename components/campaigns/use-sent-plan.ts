import { useEffect, useMemo, useState } from "react";
import { toastStore } from "@/components/ui/toast-store";
import type { SentTimeline, TimelineData } from "@/lib/campaigns/timeline/data";
import type { ActionResult } from "@/lib/result";
import { unpackPlan } from "@/lib/timeline/packed";
import type { PlanProblems, SharedPeople } from "@/lib/timeline/plan";

type Told = PlanProblems & { shared: SharedPeople };

const NO_PROBLEMS: Told = { conflicts: [], allowedLinks: [], shared: { campaigns: [], pairs: [] } };

/**
 * The plan that the page was sent, and its conflicts: counting them takes longer than reading the plan, so they are
 * asked for once it is drawn, and again with each answer of the server. Until then those of before stay.
 */
export function useSentPlan(
  sent: SentTimeline,
  campaignId?: string,
): TimelineData & { problems: PlanProblems; shared: SharedPeople } {
  const { plan, ...rest } = sent;
  // The same text is the same plan: what is drawn anew without a change keeps its bars.
  const unpacked = useMemo(() => unpackPlan(plan), [plan]);
  const [problems, setProblems] = useState(NO_PROBLEMS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer of the server is a reason to ask
  useEffect(() => {
    const control = new AbortController();
    async function ask() {
      const answer = await fetch("/api/campaigns/problems", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ campaignId }),
        signal: control.signal,
      });
      const result: ActionResult<Told> = await answer.json();
      if (!result.ok) throw new Error(result.error.message);
      setProblems(result.value);
    }
    ask().catch(() => {
      if (!control.signal.aborted)
        toastStore.show({ tone: "failed", text: "The conflicts did not load. Reload to see them." });
    });
    return () => control.abort();
  }, [sent, campaignId]);
  return { ...rest, ...unpacked, problems, shared: problems.shared };
}
