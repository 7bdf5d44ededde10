"use client";

import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { useRefresh } from "@/components/ui/use-refresh";
import type { ScoreRun } from "@/lib/customers/scores/movement";
import { formatNumber } from "@/lib/format";

/** How far everyone is scored by the new formula; the page is drawn anew until it is done. */
export function ScoreProgress({ run }: { run: ScoreRun }) {
  useRefresh();
  const isFollowing = run.done >= run.total;
  return (
    <Card title="Everyone is being scored anew" meta={run.by && `changed by ${run.by}`}>
      <ProgressBar
        label="People scored"
        share={run.total === 0 ? 1 : run.done / run.total}
        figure={`${formatNumber(run.done)} of ${formatNumber(run.total)}`}
      />
      <p role="status" className="mt-2 text-sm text-ink-2">
        {isFollowing
          ? "Scores are done; the segments that read them follow."
          : "It goes on when you leave this page. Segments that read scores follow at the end."}
      </p>
    </Card>
  );
}
