import { clsx } from "clsx";
import type { ReactNode } from "react";

export type EmptyStateProps = {
  /** A lucide icon element. */
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  /** First use: one primary and one example. Filtered: the button that clears the narrowest filter. */
  action?: ReactNode;
  /** Stands in a card or a table instead of on the page. */
  compact?: boolean;
  headingLevel?: 2 | 3;
};

/** What this is for (first use), or which filters left nothing (filtered). */
export function EmptyState({ icon, title, children, action, compact, headingLevel = 2 }: EmptyStateProps) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <div className={clsx("flex flex-col items-center px-4 text-center", compact ? "py-8" : "py-16")}>
      {icon && (
        <span aria-hidden="true" className="mb-2 text-ink-3 [&_svg]:size-[22px] [&_svg]:stroke-[1.5]">
          {icon}
        </span>
      )}
      <Heading className="text-base font-semibold">{title}</Heading>
      {children && <div className="mt-1 max-w-[46ch] text-sm text-balance text-ink-2">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
