import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

export type Tab = { label: ReactNode; href: string; isCurrent: boolean; count?: ReactNode };

/** Parts of one object, each with its own address. */
export function Tabs({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly Tab[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={clsx("flex gap-4 overflow-x-auto border-b border-line", className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.isCurrent ? "page" : undefined}
          className={clsx(
            "-mb-px flex min-h-9 items-center gap-1.5 border-b-2 text-sm whitespace-nowrap transition-colors coarse:min-h-control",
            "focus-visible:-outline-offset-2",
            tab.isCurrent
              ? "border-accent font-medium text-ink"
              : "border-transparent text-ink-2 hover:border-line-strong hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="num text-xs font-normal text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
