import { clsx } from "clsx";
import type Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { NearLink } from "./near-link";

export type ButtonVariant = "primary" | "default" | "ghost" | "danger" | "link";
export type ButtonSize = "sm" | "md" | "lg";

type Look = { variant?: ButtonVariant; size?: ButtonSize; block?: boolean };

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  default: "border border-line bg-surface text-ink hover:bg-hover",
  ghost: "text-ink-2 hover:bg-hover hover:text-ink",
  link: "text-accent hover:text-accent-strong hover:underline underline-offset-2",
  danger: "bg-bad text-surface hover:opacity-90",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "min-h-6 px-2 text-xs coarse:min-h-control",
  md: "min-h-control px-2.5 text-sm coarse:px-3.5",
  lg: "min-h-9 px-3.5 text-base coarse:min-h-control",
};

export function buttonClass({ variant = "default", size = "md", block }: Look, className?: string) {
  return clsx(
    "relative inline-flex items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none",
    "transition-colors print:hidden disabled:opacity-50 aria-disabled:opacity-50",
    "[&_svg]:size-3.5 [&_svg]:flex-none",
    VARIANTS[variant],
    variant === "link" ? "min-h-6 text-sm coarse:min-h-control" : SIZES[size],
    block && "w-full",
    className,
  );
}

export type ButtonProps = ComponentProps<"button"> & Look & { busy?: boolean };

/** Label is a verb and its object. `busy` keeps the width and shows a ring after 400 ms. */
export function Button({
  variant,
  size,
  block,
  busy,
  className,
  children,
  type,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type ?? "button"}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      data-primary={variant === "primary" || undefined}
      className={buttonClass({ variant, size, block }, clsx(busy && "disabled:opacity-100", className))}
      {...rest}
    >
      {children}
      {busy && <BusyRing />}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look;

export function ButtonLink({ variant, size, block, className, children, ...rest }: ButtonLinkProps) {
  return (
    <NearLink
      data-primary={variant === "primary" || undefined}
      className={buttonClass({ variant, size, block }, className)}
      {...rest}
    >
      {children}
    </NearLink>
  );
}

function BusyRing(): ReactNode {
  return (
    <span
      aria-hidden="true"
      className="appear-after-400 absolute inset-0 grid place-items-center rounded-md bg-inherit"
    >
      <span className="size-3 animate-spin rounded-full border-2 border-current border-t-transparent" />
    </span>
  );
}
