"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button";
import { anchorStyles } from "./popover";

export type MenuProps = {
  trigger: ReactNode;
  /** Names the menu, and the button when the trigger has no words. */
  label: string;
  children: ReactNode;
  align?: "start" | "end" | "top";
  variant?: ButtonVariant;
  size?: ButtonSize;
  triggerClassName?: string;
  /** Of the button, in a grid with one tab stop. */
  tabIndex?: number;
  /** What is in it is made when it first opens: a list can have one in each row. */
  isLate?: boolean;
};

/** Actions under a button: arrows, Home, End and first letters move; Esc closes; the browser returns focus. */
export function Menu({
  trigger,
  label,
  children,
  align = "start",
  variant,
  size,
  triggerClassName,
  tabIndex,
  isLate,
}: MenuProps) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const { anchor, anchored } = anchorStyles(id);
  const [isMade, setMade] = useState(!isLate);
  const items = () =>
    [
      ...(menu.current?.querySelectorAll<HTMLElement>("[role^=menuitem]:not([aria-disabled=true])") ?? []),
    ].filter((item) => item.checkVisibility());

  function move(event: KeyboardEvent) {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const letter =
      event.key.length === 1 && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : null;
    const rest = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    const next =
      event.key === "ArrowDown"
        ? all[(at + 1) % all.length]
        : event.key === "ArrowUp"
          ? all.at(at <= 0 ? -1 : at - 1)
          : event.key === "Home"
            ? all[0]
            : event.key === "End"
              ? all.at(-1)
              : letter && letter !== " "
                ? rest.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))
                : undefined;
    if (event.key === "Tab") menu.current?.hidePopover();
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <>
      <button
        type="button"
        tabIndex={tabIndex}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={typeof trigger === "string" ? undefined : label}
        title={typeof trigger === "string" ? undefined : label}
        style={anchor}
        className={triggerClassName ?? buttonClass({ variant, size })}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          if (menu.current?.matches(":popover-open")) items()[0]?.focus();
          else menu.current?.showPopover();
        }}
      >
        {trigger}
      </button>
      <div
        ref={menu}
        id={id}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        data-align={align}
        style={anchored}
        className="floating min-w-44 p-1 focus-visible:outline-none"
        onKeyDown={move}
        onClick={(event) => {
          if ((event.target as Element).closest("[role^=menuitem]")) menu.current?.hidePopover();
        }}
        onBeforeToggle={(event) => {
          if (event.newState === "open") setMade(true);
        }}
        onToggle={(event) => {
          // What is still on its way leaves the focus on the menu, where arrows find it.
          if (event.newState === "open") (items()[0] ?? menu.current)?.focus();
        }}
      >
        {isMade && children}
      </div>
    </>
  );
}

const ITEM =
  "flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left text-sm focus-visible:bg-hover focus-visible:-outline-offset-2 hover:bg-hover coarse:min-h-control [&_svg]:size-3.5 [&_svg]:text-ink-3";

type ItemExtras = { tone?: "plain" | "bad"; shortcut?: ReactNode };

export function MenuItem({
  tone,
  shortcut,
  className,
  children,
  ...rest
}: ComponentProps<"button"> & ItemExtras) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={clsx(ITEM, tone === "bad" && "text-bad", className)}
      {...rest}
    >
      {children}
      {shortcut && <span className="ml-auto pl-4 text-2xs text-ink-3">{shortcut}</span>}
    </button>
  );
}

export function MenuLink({
  tone,
  shortcut,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & ItemExtras) {
  return (
    <Link
      role="menuitem"
      tabIndex={-1}
      className={clsx(ITEM, tone === "bad" && "text-bad", className)}
      {...rest}
    >
      {children}
      {shortcut && <span className="ml-auto pl-4 text-2xs text-ink-3">{shortcut}</span>}
    </Link>
  );
}

/** One of several exclusive choices inside a menu. */
export function MenuChoice({
  isChosen,
  children,
  ...rest
}: ComponentProps<"button"> & { isChosen: boolean }) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isChosen}
      tabIndex={-1}
      className={ITEM}
      {...rest}
    >
      <span aria-hidden="true" className="w-3.5 text-accent">
        {isChosen && "✓"}
      </span>
      {children}
    </button>
  );
}

export function MenuDivider() {
  return <hr className="mx-1 my-1 border-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" className="px-2 pt-1.5 pb-0.5 text-2xs font-medium text-ink-3">
      {children}
    </div>
  );
}
