import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Words and controls in one line of reading: put Token parts between plain text. */
export function Sentence({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={clsx(
        "flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm leading-[26px] text-ink-2",
        className,
      )}
    >
      {children}
    </div>
  );
}
