"use client";

import { ChevronUp } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { formatCount, formatPercent } from "@/lib/format";
import { PreviewContent, type PreviewContentProps } from "./preview-content";

/** On narrow windows: the size stands at the foot, and the rest of the preview opens from there. */
export function PreviewSheet(props: PreviewContentProps) {
  const [isOpen, setOpen] = useState(false);
  const { answer, isCounting, error } = props.live;
  const text = error
    ? "Not counted"
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
        <span className="num text-base font-semibold">{text}</span>
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
