"use client";

import { clsx } from "clsx";
import { type ReactNode, useEffect, useId, useRef } from "react";

const WIDTHS = {
  sm: "w-[min(420px,calc(100vw-32px))]",
  md: "w-[min(560px,calc(100vw-32px))]",
  lg: "w-[min(820px,calc(100vw-32px))]",
};

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  /** The question. */
  title: ReactNode;
  children?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  width?: keyof typeof WIDTHS;
};

/** The native modal dialog: focus stays inside, Esc and the backdrop close, focus returns to what opened it. */
export function Dialog({ open, onClose, title, children, footer, width = "sm" }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (!open && element?.open) element.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Esc does the same by keyboard
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      className={clsx(
        "m-auto max-h-[85dvh] overflow-visible rounded-xl border border-line bg-surface p-0 text-left font-normal whitespace-normal text-ink shadow-pop backdrop:bg-scrim",
        WIDTHS[width],
      )}
    >
      {open && (
        <div className="flex max-h-[85dvh] flex-col">
          <h2 id={titleId} className="px-5 pt-4 text-md font-semibold text-balance">
            {title}
          </h2>
          <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-4 text-base text-ink-2">{children}</div>
          {footer && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>
          )}
        </div>
      )}
    </dialog>
  );
}
