"use client";

import { Bell as BellIcon } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { anchorStyles } from "@/components/ui/popover";
import { toastStore } from "@/components/ui/toast-store";
import { useToastState } from "@/components/ui/toaster";

/** Something the server has to say: a finished job, a segment handed over. */
export type Notice = { id: string; text: string; href?: string; at: string; isNew?: boolean };

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** The last 20 messages of this visit, each with its undo, below what the server reports. */
export function Bell({ notices = [] }: { notices?: readonly Notice[] }) {
  const id = useId();
  const { anchor, anchored } = anchorStyles(id);
  const { history } = useToastState();
  const [seen, setSeen] = useState(0);
  const latest = history[0]?.id ?? 0;
  const hasNew = latest > seen || notices.some((notice) => notice.isNew);

  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        title="Notifications"
        aria-label={hasNew ? "Notifications, something new" : "Notifications"}
        style={anchor}
        className="relative grid size-control place-items-center rounded-md text-ink-2 transition-colors hover:bg-hover hover:text-ink"
      >
        <BellIcon aria-hidden="true" className="size-[15px]" />
        {hasNew && (
          <span
            aria-hidden="true"
            className="absolute top-1/2 left-1/2 size-2 -translate-y-2.5 translate-x-0.5 rounded-full border-2 border-bg bg-accent"
          />
        )}
      </button>
      <section
        id={id}
        popover="auto"
        aria-label="Notifications"
        data-align="end"
        style={anchored}
        onToggle={(event) => {
          if (event.newState === "open") setSeen(latest);
        }}
        className="floating w-[min(360px,calc(100vw-16px))] p-1.5"
      >
        {history.length + notices.length === 0 && (
          <p className="px-2 py-3 text-sm text-ink-2">
            Nothing yet. What you change and what the server finishes is listed here.
          </p>
        )}
        <ul>
          {notices.map((notice) => (
            <li
              key={notice.id}
              className="flex items-baseline gap-2 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
            >
              {notice.href ? (
                <Link href={notice.href} className="min-w-0 flex-1 hover:underline">
                  {notice.text}
                </Link>
              ) : (
                <span className="min-w-0 flex-1">{notice.text}</span>
              )}
              <span className="num flex-none text-2xs text-ink-3">{notice.at}</span>
            </li>
          ))}
          {history.map((toast) => (
            <li
              key={toast.id}
              className="flex items-baseline gap-2 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
            >
              <span className={toast.tone === "failed" ? "min-w-0 flex-1 text-bad" : "min-w-0 flex-1"}>
                {toast.text}
              </span>
              {toast.undo && (
                <button
                  type="button"
                  onClick={() => void toastStore.undo(toast.id)}
                  className="flex-none text-xs font-medium text-accent underline underline-offset-2"
                >
                  Undo
                </button>
              )}
              <time className="num flex-none text-2xs text-ink-3">{TIME.format(toast.at)}</time>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
