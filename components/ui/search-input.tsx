"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { CONTROL_LOOK } from "./input";

const PAUSE_MS = 220;

export type SearchInputProps = {
  label: string;
  placeholder?: string;
  /** The name in the address. */
  param?: string;
  /** Names that a new search takes out of the address: the page it was on. */
  resets?: readonly string[];
  className?: string;
};

/** Filters the page through its address, a moment after typing stops; the / key comes here. */
export function SearchInput({
  label,
  placeholder,
  param = "q",
  resets = ["after", "before", "page"],
  className,
}: SearchInputProps) {
  const router = useRouter();
  const params = useSearchParams();
  const current = params.get(param) ?? "";
  const [text, setText] = useState(current);
  const [isPending, startTransition] = useTransition();
  const sent = useRef(current);

  useEffect(() => {
    if (current !== sent.current) {
      sent.current = current;
      setText(current);
    }
  }, [current]);

  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      const next = new URLSearchParams(location.search);
      for (const name of resets) next.delete(name);
      if (sent.current) next.set(param, sent.current);
      else next.delete(param);
      startTransition(() => router.replace(`?${next}`, { scroll: false }));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, param, resets, router]);

  return (
    <search className={clsx("relative min-w-0", className ?? "w-56 max-md:w-full")}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        aria-label={label}
        aria-busy={isPending}
        placeholder={placeholder ?? label}
        data-filter-input=""
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={clsx(CONTROL_LOOK, "pr-2 pl-8")}
      />
    </search>
  );
}
