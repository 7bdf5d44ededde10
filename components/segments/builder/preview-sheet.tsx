"use client";

import { clsx } from "clsx";
import { ChevronUp } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { spoken } from "@/lib/segments/preview/estimate";
import { PreviewContent, type PreviewContentProps } from "./preview-content";

/** On narrow windows: the size stands at the foot, and the rest of the preview opens from there. */
export function PreviewSheet(props: PreviewContentProps) {
  const [isOpen, setOpen] = useState(false);
  const { answer, isCounting, error, interim } = props.live;
  const estimate = interim?.estimate && spoken(interim.estimate);
  const text = error
    ? "Not counted"
    : estimate
      ? `≈ ${formatNumber(estimate.size)}`
      : isCounting
        ? "Counting…"
        : answer
          ? formatCount(answer.size, "customer")
          : "Not complete yet";
  return (
    <div className="fixed inset-x-0 bottom-[var(--bottom-bar)] z-10 border-t border-line bg-surface lg:hidden print:hidden">
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex min-h-12 w-full items-center gap-2 px-4 text-left"
      >
        <span className={clsx("num text-base font-semibold", estimate && "text-ink-2")}>{text}</span>
        {estimate && (
          <span className="num text-xs text-ink-2">± {formatNumber(estimate.margin)}, counting…</span>
        )}
        {answer && !isCounting && (
          <span className="num text-xs text-ink-2">{formatPercent(answer.share)} of all</span>
        )}
        <span className="ml-auto flex items-center gap-1 text-xs text-ink-2">
          Who they are
          <ChevronUp aria-hidden="true" className="size-3.5" />
        </span>
      </button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title="Who the rule matches" width="md">
        <div className="pt-2 text-ink">
          <PreviewContent {...props} />
        </div>
      </Dialog>
    </div>
  );
}
