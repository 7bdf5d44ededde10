import type { ReactNode } from "react";

/** A longer reading on hover and focus, by CSS; screen readers get it with the words. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what hovering shows must be reachable by keyboard
      tabIndex={0}
      className="group/tip relative cursor-help underline decoration-line-strong decoration-dotted underline-offset-[3px]"
    >
      {children}
      <span className="sr-only"> ({text})</span>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute bottom-full left-1/2 z-30 mb-1.5 hidden w-max max-w-64 -translate-x-1/2 rounded-md bg-ink px-2 py-1 text-left text-2xs font-normal whitespace-normal text-bg group-hover/tip:block group-focus/tip:block"
      >
        {text}
      </span>
    </span>
  );
}
