import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

const LOOK =
  "inline-grid size-control flex-none place-items-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:opacity-50 [&_svg]:size-[15px]";

type IconProps = { label: string; children: ReactNode };

/** A button that shows only an icon; `label` is its name for all who cannot see it, and its tooltip. */
export function IconButton({
  label,
  className,
  type,
  children,
  ...rest
}: Omit<ComponentProps<"button">, "aria-label"> & IconProps) {
  return (
    <button
      type={type ?? "button"}
      aria-label={label}
      title={label}
      className={clsx(LOOK, className)}
      {...rest}
    >
      {children}
    </button>
  );
}

export function IconLink({ label, className, children, ...rest }: ComponentProps<typeof Link> & IconProps) {
  return (
    <Link aria-label={label} title={label} className={clsx(LOOK, className)} {...rest}>
      {children}
    </Link>
  );
}
