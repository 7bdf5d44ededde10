import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type Crumb = { label: string; href?: string };

export type PageHeaderProps = {
  /** From the section down; the last one is this page and, unless `h1` is false, its h1. */
  crumbs: readonly Crumb[];
  /** False when the page shows a PageTitle of its own. */
  h1?: boolean;
  /** The one primary action; stays in the head on a phone. */
  primary?: ReactNode;
  /** The others; on a phone they stand in the line below. */
  actions?: ReactNode;
};

/** The 48 px head of a page. The bell and the user's menu of the shell stand over its right end. */
export function PageHeader({ crumbs, h1 = true, primary, actions }: PageHeaderProps) {
  const trail = crumbs.slice(0, -1);
  const here = crumbs.at(-1)?.label ?? "";
  return (
    <header
      className={clsx(
        "flex min-h-12 flex-wrap items-center gap-x-2 border-b border-line bg-bg pl-4 md:sticky md:top-0 md:z-[11] md:flex-nowrap md:pl-6 print:hidden",
        "pr-[112px] md:pr-[100px] coarse:[&>[data-primary]]:min-h-11",
      )}
    >
      <div className="flex min-h-12 min-w-0 flex-1 items-center gap-1 text-sm">
        {trail.length > 0 && (
          <nav aria-label="Breadcrumb" className="flex min-w-0 flex-none items-center gap-1 text-ink-3">
            {trail.map((crumb, index) => (
              <span
                key={crumb.label}
                className={clsx("flex min-w-0 items-center gap-1", index > 0 && "max-md:hidden")}
              >
                {crumb.href ? (
                  <Link href={crumb.href} className="max-w-[24ch] truncate py-0.5 hover:text-ink coarse:py-3">
                    {crumb.label}
                  </Link>
                ) : (
                  <span className="max-w-[24ch] truncate">{crumb.label}</span>
                )}
                <ChevronRight aria-hidden="true" className="size-3 flex-none" />
              </span>
            ))}
          </nav>
        )}
        {h1 ? (
          <h1 className="truncate font-medium">{here}</h1>
        ) : (
          <span aria-current="page" className="truncate font-medium">
            {here}
          </span>
        )}
      </div>
      {actions && (
        <div className="flex items-center gap-2 max-md:order-2 max-md:-mr-[92px] max-md:w-[calc(100%+92px)] max-md:overflow-x-auto max-md:pb-2">
          {actions}
        </div>
      )}
      {primary}
    </header>
  );
}

const WIDTHS = {
  reading: "max-w-reading",
  working: "max-w-working",
  full: "",
};

export type PageBodyProps = {
  children: ReactNode;
  /** reading 920, working 1180, full the whole width. */
  width?: keyof typeof WIDTHS;
  className?: string;
};

/** Page margins, width and the 20 px gap between cards. */
export function PageBody({ children, width = "working", className }: PageBodyProps) {
  return (
    <div className={clsx("mx-auto flex w-full flex-col gap-5 px-4 py-5 md:px-6", WIDTHS[width], className)}>
      {children}
    </div>
  );
}

/** The visible h1 of a page, with one sentence below it and, at its right, what belongs to the object. */
export function PageTitle({
  children,
  lead,
  aside,
}: {
  children: ReactNode;
  lead?: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-start gap-x-5 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="text-lg font-semibold text-balance">{children}</h1>
        {lead && <div className="mt-0.5 max-w-[70ch] text-base text-ink-2">{lead}</div>}
      </div>
      {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
    </div>
  );
}

/** The title on paper, where the head of the page is not printed. */
export function PrintTitle({ children }: { children: ReactNode }) {
  return (
    <p aria-hidden="true" className="hidden text-lg font-semibold print:block">
      {children}
    </p>
  );
}

/** A titled part of a page that is not a card. */
export function Section({
  title,
  meta,
  action,
  children,
}: {
  title: ReactNode;
  meta?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="min-w-0">
      <header className="mb-2 flex min-h-6 flex-wrap items-center gap-x-1.5">
        <h2 className="text-sm font-semibold">{title}</h2>
        {meta !== undefined && <span className="num text-sm text-ink-3">{meta}</span>}
        {action && <span className="ml-auto">{action}</span>}
      </header>
      {children}
    </section>
  );
}
