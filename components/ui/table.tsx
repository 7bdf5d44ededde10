import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

/** Said aloud because below 768 px the display is no longer that of a table, which drops the roles. */
const ROLE = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

/** Where a cell stands on a phone: before the row's name, beside it, on the line below it, or nowhere. */
export type PhonePlace = "lead" | "first" | "second" | "hide";

const PHONE: Record<PhonePlace, string> = {
  lead: "max-md:absolute max-md:top-1/2 max-md:left-1 max-md:-translate-y-1/2",
  first: "max-md:order-1 max-md:flex-none",
  second: "max-md:order-3 max-md:text-xs max-md:text-ink-2",
  hide: "max-md:hidden",
};

export type TableProps = {
  label: string;
  children: ReactNode;
  /** Many columns: always scrolls sideways, in place of the sticky head. */
  wide?: boolean;
  className?: string;
  /** Rows that open and close, with a keyboard of their own. */
  tree?: Pick<ComponentProps<"table">, "onKeyDown" | "aria-rowcount" | "aria-multiselectable">;
};

/** A table from 768 px up, two-line rows below. J and K walk the rows, Enter opens, Space peeks. */
export function Table({ label, children, wide, className, tree }: TableProps) {
  const table = (
    <table
      {...(tree ? { role: "treegrid", ...tree } : ROLE.table)}
      aria-label={label}
      className={clsx("w-full text-sm max-md:block", className)}
    >
      {children}
    </table>
  );
  return wide ? (
    <section
      aria-label={`${label}, scrolls sideways`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="md:overflow-x-auto md:[&_thead]:static print:overflow-visible"
    >
      {table}
    </section>
  ) : (
    <div className="@container">
      <div className="md:@max-[820px]:overflow-x-auto print:overflow-visible!">{table}</div>
    </div>
  );
}

export function TableHead({ children, sticky = true }: { children: ReactNode; sticky?: boolean }) {
  return (
    <thead
      {...ROLE.rowgroup}
      className={clsx("max-md:sr-only", sticky && "md:sticky md:top-12 md:z-10 md:@max-[820px]:static")}
    >
      <tr {...ROLE.row}>{children}</tr>
    </thead>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody {...ROLE.rowgroup} className="max-md:block">
      {children}
    </tbody>
  );
}

export type ThProps = {
  children: ReactNode;
  num?: boolean;
  /** A link that sorts by this column, and the order it has now. */
  sort?: { href: string; direction: "ascending" | "descending" | null };
  className?: string;
  /** The name is read, not shown (a column of buttons). */
  hideLabel?: boolean;
};

export function Th({ children, num, sort, className, hideLabel }: ThProps) {
  const Arrow = sort?.direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      {...ROLE.columnheader}
      aria-sort={sort?.direction ?? undefined}
      className={clsx(
        "bg-surface px-2 py-2 text-xs font-medium whitespace-nowrap text-ink-3 shadow-[inset_0_-1px_var(--line)] first:pl-4 last:pr-4",
        num ? "text-right" : "text-left",
        className,
      )}
    >
      {hideLabel ? <span className="sr-only">{children}</span> : null}
      {!hideLabel && !sort ? children : null}
      {!hideLabel && sort ? (
        <Link
          href={sort.href}
          scroll={false}
          className={clsx(
            "inline-flex min-h-6 items-center gap-0.5 hover:text-ink",
            num && "flex-row-reverse",
            sort.direction && "text-ink",
          )}
        >
          {children}
          <Arrow aria-hidden="true" className={clsx("size-3", !sort.direction && "opacity-0")} />
        </Link>
      ) : null}
    </th>
  );
}

export type TrProps = {
  /** Its panel is open. */
  isSelected?: boolean;
  /** Chosen with others for one act; left out where rows cannot be. */
  isChosen?: boolean;
  isMuted?: boolean;
} & Omit<ComponentProps<"tr">, "className" | "role" | "aria-selected">;

export function Tr({ children, isSelected, isChosen, isMuted, ...rest }: TrProps) {
  return (
    <tr
      {...rest}
      {...ROLE.row}
      data-row=""
      aria-selected={isChosen ?? isSelected}
      aria-current={isChosen !== undefined && isSelected ? "true" : undefined}
      className={clsx(
        "group/row border-t border-line first:border-t-0 has-[[data-row-link]:focus-visible]:bg-hover",
        "max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-3 max-md:px-4 max-md:py-2.5",
        "max-md:before:order-2 max-md:before:h-0 max-md:before:basis-full max-md:before:content-['']",
        isChosen !== undefined && "max-md:relative max-md:pl-13",
        isSelected || isChosen ? "bg-accent-soft" : "hover:bg-hover",
        isMuted && "text-ink-3",
      )}
    >
      {children}
    </tr>
  );
}

export type RowHeaderProps = {
  children: ReactNode;
  /** The page of this row; the link is what J, K and Enter use. */
  href?: string;
  /** Beside the link: a pill, an icon. */
  aside?: ReactNode;
  className?: string;
};

/** The first column: names the row and opens it. */
export function RowHeader({ children, href, aside, className }: RowHeaderProps) {
  return (
    <th
      scope="row"
      {...ROLE.rowheader}
      className={clsx(
        "h-row px-2 py-[3px] text-left font-medium first:pl-4 max-md:h-auto max-md:min-w-0 max-md:flex-1 max-md:p-0! max-md:text-base",
        className,
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5">
        {href === undefined ? (
          children
        ) : (
          <Link href={href} data-row-link="" className="truncate py-0.5 hover:underline">
            {children}
          </Link>
        )}
        {aside}
      </span>
    </th>
  );
}

export type TdProps = {
  children?: ReactNode;
  num?: boolean;
  phone?: PhonePlace;
  /** On a phone the column's name stands before the value. */
  label?: string;
  className?: string;
  colSpan?: number;
};

export function Td({ children, num, phone = "second", label, className, colSpan }: TdProps) {
  return (
    <td
      colSpan={colSpan}
      {...ROLE.cell}
      className={clsx(
        "h-row px-2 py-[3px] first:pl-4 last:pr-4 max-md:h-auto max-md:p-0! max-md:empty:hidden",
        num && "num text-right whitespace-nowrap",
        PHONE[phone],
        className,
      )}
    >
      {label && <span className="text-ink-3 md:hidden">{label} </span>}
      {children}
    </td>
  );
}
