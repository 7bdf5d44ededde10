"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";

export type Tab = { label: ReactNode; href: string; isCurrent: boolean; count?: ReactNode };

/** Parts of one object, each with its own address; where they do not fit, the current one is scrolled into view. */
export function Tabs({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: readonly Tab[];
  className?: string;
}) {
  const nav = useRef<HTMLElement>(null);
  const current = tabs.find(({ isCurrent }) => isCurrent)?.href;
  useEffect(() => {
    const tab = current && nav.current?.querySelector<HTMLElement>("[aria-current]");
    // Not scrollIntoView: the page itself must stay where it is.
    if (tab && nav.current)
      nav.current.scrollLeft = tab.offsetLeft - (nav.current.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className={clsx("relative flex gap-4 overflow-x-auto border-b border-line", className)}
    >
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
