"use client";

import { ProgressBar } from "@/components/ui/progress-bar";
import { useRefresh } from "@/components/ui/use-refresh";
import type { EventProperty } from "@/lib/events/properties/property";
import { formatPercent } from "@/lib/format";

/** How many of the stored events are in the summary; rules read it once all are. */
export function FillProgress({ fill: { done, total } }: { fill: NonNullable<EventProperty["fill"]> }) {
  useRefresh();
  const share = total === null ? null : total === 0 ? 1 : Math.min(1, done / total);
  return (
    <span role="status" className="block min-w-32 max-md:w-full">
      <ProgressBar
        label="Stored events summed up"
        share={share}
        figure={share === null ? "beginning" : formatPercent(share, 0)}
      />
    </span>
  );
}
