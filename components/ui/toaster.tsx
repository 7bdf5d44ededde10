"use client";

import { Check, Info, TriangleAlert, Undo2, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type ToastInput, toastStore } from "./toast-store";

const SHOWN_FOR_MS = 10_000;

/** `toast({ text, undo })` from anywhere in client code; needs one Toaster in the layout. */
export function useToast() {
  return useMemo(
    () => ({ toast: (input: ToastInput) => toastStore.show(input), undoLast: () => toastStore.undo() }),
    [],
  );
}

export function useToastState() {
  return useSyncExternalStore(toastStore.subscribe, toastStore.get, toastStore.getOnServer);
}

const ICONS = { done: Check, failed: TriangleAlert, notice: Info };

/** Bottom centre, one line, Undo for 10 s; the clock stops while the pointer or the focus is on it. */
export function Toaster() {
  const { current } = useToastState();
  const [isHeld, setHeld] = useState(false);
  const remaining = useRef(SHOWN_FOR_MS);
  const id = current?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new toast starts a new clock
  useEffect(() => {
    remaining.current = SHOWN_FOR_MS;
    setHeld(false);
  }, [id]);

  useEffect(() => {
    if (id === undefined || isHeld) return;
    const start = Date.now();
    const timer = setTimeout(() => toastStore.dismiss(id), remaining.current);
    return () => {
      clearTimeout(timer);
      remaining.current = Math.max(1500, remaining.current - (Date.now() - start));
    };
  }, [id, isHeld]);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
      const field = (event.target as Element | null)?.closest?.("input, textarea, select, [contenteditable]");
      if (isUndo && !field && !event.defaultPrevented) void toastStore.undo();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const Icon = ICONS[current?.tone ?? "done"];
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--bottom-bar)+16px)] z-50 flex justify-center px-4 print:hidden"
    >
      {current && (
        // biome-ignore lint/a11y/noStaticElementInteractions: hovering or focusing only stops the clock
        <div
          key={current.id}
          onMouseEnter={() => setHeld(true)}
          onMouseLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
          className="pointer-events-auto flex min-h-9 max-w-[min(640px,100%)] items-center gap-2.5 rounded-lg bg-ink py-1 pr-1.5 pl-3 text-sm text-bg shadow-pop [&_:focus-visible]:outline-bg"
        >
          <Icon aria-hidden="true" className="size-[15px] flex-none" />
          <span className="min-w-0 py-1">{current.text}</span>
          {current.link && (
            <Link href={current.link.href} className="flex-none font-semibold underline underline-offset-2">
              {current.link.label}
            </Link>
          )}
          {current.undo && (
            <button
              type="button"
              onClick={() => void toastStore.undo(current.id)}
              className="flex min-h-7 flex-none items-center gap-1 px-1 font-semibold underline underline-offset-2 coarse:min-h-control"
            >
              <Undo2 aria-hidden="true" className="size-3.5" />
              Undo
            </button>
          )}
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => toastStore.dismiss(current.id)}
            className="grid size-7 flex-none place-items-center rounded-md opacity-70 hover:opacity-100 coarse:size-control"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </div>
      )}
    </div>
  );
}
