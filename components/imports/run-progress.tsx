"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { StackedProgress } from "@/components/ui/progress-bar";
import type { Action } from "@/components/ui/use-action";
import { formatCount, formatDuration, formatNumber } from "@/lib/format";
import type { ImportProgress } from "@/lib/imports/import";
import type { ImportRef } from "@/lib/imports/model";
import { countParts } from "@/lib/imports/parts";
import { roughly, type Sample, speedOf } from "@/lib/imports/speed";
import type { ActionResult } from "@/lib/result";

const EVERY_MS = 1000;

export type RunProgressProps = {
  importId: string;
  fileName: string;
  initial: ImportProgress;
  cancelImport: Action<ImportRef, void>;
};

/** A run in the background: the bar, rows, speed, time left. Shows the result as soon as there is one. */
export function RunProgress({ importId, fileName, initial, cancelImport }: RunProgressProps) {
  const { progress, samples, isLate } = useProgress(importId, initial);
  const { counts } = progress;
  const total = Math.max(progress.expectedRows, counts.read);
  const speed = speedOf(samples);
  const left = speed > 0 ? ((total - counts.read) / speed) * 1000 : null;
  return (
    <Card>
      <div className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1">
        <FileUp aria-hidden="true" strokeWidth={1.5} className="size-4 flex-none text-ink-3" />
        <span className="min-w-0 truncate text-sm font-medium">{fileName}</span>
        <span className="text-sm text-ink-2">
          {counts.read === 0 ? "waits for its turn" : "is being imported in the background"}
        </span>
        <span className="num ml-auto text-sm text-ink-2">
          {formatNumber(counts.read)} of{" "}
          {progress.isExact ? formatCount(total, "row") : `about ${formatCount(roughly(total), "row")}`}
          {speed > 0 && ` · ${formatCount(Math.round(speed), "row")} a second`}
          {left !== null && left > 0 && ` · about ${formatDuration(left)} left`}
        </span>
        <ConfirmButton
          action={cancelImport}
          input={{ importId }}
          question={`Stop importing “${fileName}”?`}
          consequences={`${formatCount(counts.read, "row")} were dealt with so far. What was written stays; the rest is not imported.`}
          confirmLabel="Stop import"
        >
          Stop import
        </ConfirmButton>
      </div>
      <StackedProgress label={`Import of ${fileName}`} parts={countParts(counts)} total={total} />
      <p className="mt-2 text-xs text-ink-3">
        It goes on when you leave this page. The bell tells you when it is done.
      </p>
      {isLate && (
        <div className="mt-3">
          <Callout tone="warn" title="The figures are not up to date." live>
            The server did not answer. The import itself goes on; this page tries again every second.
          </Callout>
        </div>
      )}
    </Card>
  );
}

/** The progress as it is now, asked every second. */
function useProgress(importId: string, initial: ImportProgress) {
  const router = useRouter();
  const [progress, setProgress] = useState(initial);
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const [isLate, setLate] = useState(false);
  const isOver = useRef(false);

  useEffect(() => {
    const control = new AbortController();
    async function ask() {
      const answer = await fetch("/api/imports/progress", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ importId }),
        signal: control.signal,
      });
      const result: ActionResult<ImportProgress> = await answer.json();
      setLate(!result.ok);
      if (!result.ok) return;
      setProgress(result.value);
      setSamples((before) => [...before.slice(-9), { at: Date.now(), rows: result.value.counts.read }]);
      if (result.value.status === "running" || isOver.current) return;
      isOver.current = true;
      router.refresh();
    }
    const timer = setInterval(() => {
      if (!isOver.current) ask().catch(() => setLate(!control.signal.aborted));
    }, EVERY_MS);
    return () => {
      control.abort();
      clearInterval(timer);
    };
  }, [importId, router]);

  return { progress, samples, isLate };
}
