import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "./button";

export type PagerProps = { previousHref?: string; nextHref?: string; summary?: ReactNode };

/** Previous and next of a keyset-paged list; `summary` says what is in view. */
export function Pager({ previousHref, nextHref, summary }: PagerProps) {
  return (
    <nav aria-label="Pages" className="flex items-center gap-2 px-4 py-2.5 text-xs text-ink-3">
      {summary && <span className="num mr-auto">{summary}</span>}
      <Step href={previousHref}>
        <ChevronLeft aria-hidden="true" />
        Previous
      </Step>
      <Step href={nextHref}>
        Next
        <ChevronRight aria-hidden="true" />
      </Step>
    </nav>
  );
}

function Step({ href, children }: { href?: string; children: ReactNode }) {
  const look = buttonClass({ size: "sm" });
  return href === undefined ? (
    <span aria-disabled="true" className={look}>
      {children}
    </span>
  ) : (
    <Link href={href} className={look}>
      {children}
    </Link>
  );
}
