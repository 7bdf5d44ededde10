"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { CONTROL_LOOK } from "./input";
import { useAddress } from "./use-address";

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
  const params = useSearchParams();
  const current = params.get(param) ?? "";
  const [text, setText] = useState(current);
  const { isPending, change } = useAddress();
  const sent = useRef(current);

  useEffect(() => {
    if (current !== sent.current) {
      sent.current = current;
      setText(current);
    }
  }, [current]);

  const search = useEffectEvent(() => {
    sent.current = text.trim();
    const cleared = Object.fromEntries(resets.map((name) => [name, null]));
    change({ ...cleared, [param]: sent.current }, { isStep: false });
  });

  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => search(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

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
