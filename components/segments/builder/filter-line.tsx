import type { ReactNode } from "react";
import { Sentence } from "@/components/ui/sentence";

export const ADD_FILTER =
  "mt-0.5 -ml-1.5 inline-flex min-h-6 items-center gap-1 rounded-md px-1.5 text-xs text-ink-3 transition-colors hover:bg-hover hover:text-ink coarse:min-h-control [&_svg]:size-3";

/** What else must hold of the same order or event, below its sentence. */
export function FilterLine({ joint, children }: { joint: string; children: ReactNode }) {
  return (
    <div className="mt-1 border-l-2 border-accent-soft pl-3">
      <Sentence>
        <span className="min-w-9 text-xs text-ink-3">{joint}</span>
        {children}
      </Sentence>
    </div>
  );
}
