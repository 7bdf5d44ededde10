import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

export type CardProps = {
  title?: ReactNode;
  /** Quiet words behind the title: a count, an order, a period. */
  meta?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
  /** Without padding inside: for tables and lists that reach the edges. */
  flush?: boolean;
  headingLevel?: 2 | 3;
  className?: string;
  id?: string;
};

export function Card({ title, meta, action, children, flush, headingLevel = 2, className, id }: CardProps) {
  const titleId = useId();
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <section
      id={id}
      aria-labelledby={title ? titleId : undefined}
      className={clsx(
        "min-w-0 rounded-lg border border-line bg-surface",
        flush && "overflow-clip print:overflow-visible",
        className,
      )}
    >
      {title && (
        <header
          className={clsx("flex min-h-11 flex-wrap items-center gap-x-2 px-4", flush ? "py-2" : "pt-3 pb-1")}
        >
          <Heading id={titleId} className="text-sm font-semibold">
            {title}
          </Heading>
          {meta && <span className="text-xs text-ink-3">{meta}</span>}
          {action && <span className="ml-auto flex items-center gap-1">{action}</span>}
        </header>
      )}
      {flush ? children : <div className={clsx("px-4 pb-4", title ? "pt-1" : "pt-4")}>{children}</div>}
    </section>
  );
}
