"use client";

import { clsx } from "clsx";
import { Search as SearchIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { layers } from "./layers";
import { matchScore } from "./match";
import { type NavItem, SETTINGS } from "./nav";
import { readPreference, THEME_KEY, writePreference } from "./preferences";
import type { Command, ShellLayersProps } from "./shell-layers";

export type SearchHit = { kind: string; title: string; href: string; meta?: string };

type Entry = { group: string; title: string; meta?: string; keys?: string; href?: string; run?: () => void };

const RECENT_KEY = "facet.recent";
const PAUSE_MS = 140;

/** Search and commands. Results of the server come by kind; commands forgive slips of the finger. */
export function Palette({ items, commands, search }: ShellLayersProps) {
  const router = useRouter();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState("");
  const [answer, setAnswer] = useState<{ q: string; hits: readonly SearchHit[] }>({ q: "", hits: [] });
  const [at, setAt] = useState(0);
  const q = query.trim();

  useEffect(() => dialog.current?.showModal(), []);

  useEffect(() => {
    if (!search || q.length < 2) return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const hits = await search({ q }).catch(() => []);
      if (!isStale) setAnswer({ q, hits });
    }, PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [q, search]);

  const entries = useMemo(
    () => entriesFor(q, items, commands, q.length < 2 ? recentHits() : answer.hits),
    [q, items, commands, answer],
  );
  const isSearching = q.length >= 2 && search !== undefined && answer.q !== q;
  const chosen = Math.min(at, entries.length - 1);

  function choose(entry: Entry | undefined) {
    if (!entry) return;
    layers.show(null);
    entry.run?.();
    if (!entry.href) return;
    const hit = answer.hits.find((one) => one.href === entry.href);
    if (hit) remember(hit);
    router.push(entry.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((chosen + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(entries[chosen]);
    }
  }

  useEffect(() => {
    if (entries.length > 0) document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, id, entries]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click is on the backdrop; Esc does the same by keyboard
    <dialog
      ref={dialog}
      aria-label="Search and commands"
      onClose={() => layers.show(null)}
      onClick={(event) => {
        if (event.target === dialog.current) layers.show(null);
      }}
      className="mx-auto mt-[12vh] w-[min(620px,92vw)] overflow-clip rounded-xl border border-line bg-surface p-0 text-ink shadow-pop backdrop:bg-scrim max-md:mt-3"
    >
      <div className="flex items-center gap-2 border-b border-line px-4 py-3">
        <SearchIcon aria-hidden="true" className="size-4 flex-none text-ink-3" />
        <input
          autoFocus
          role="combobox"
          aria-label="Search or command"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length > 0 ? `${id}-${chosen}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search segments, campaigns, personas, customers"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="w-full min-w-0 bg-transparent text-md outline-none"
        />
        <button
          type="button"
          onClick={() => layers.show(null)}
          className="min-h-6 rounded-sm border border-line px-1.5 text-2xs text-ink-3"
        >
          esc
        </button>
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Results"
        className="max-h-[min(60dvh,480px)] overflow-y-auto pb-1.5"
      >
        {entries.map((entry, index) => (
          <div key={`${entry.group}-${entry.title}-${entry.href}`} role="presentation">
            {entry.group !== entries[index - 1]?.group && (
              <div role="presentation" className="px-4 pt-2.5 pb-1 text-2xs font-medium text-ink-3">
                {entry.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the input above */}
            <div
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onClick={() => choose(entry)}
              onPointerMove={() => setAt(index)}
              className={clsx(
                "mx-1.5 flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2.5 text-base coarse:min-h-control",
                index === chosen && "bg-accent-soft",
              )}
            >
              <span className={clsx("truncate", index === chosen && "font-medium")}>{entry.title}</span>
              {entry.meta && <span className="truncate text-xs text-ink-2">{entry.meta}</span>}
              <span
                aria-hidden="true"
                className="ml-auto flex-none rounded-sm border border-line px-1.5 font-mono text-2xs text-ink-2"
              >
                {entry.keys ?? "↵"}
              </span>
            </div>
          </div>
        ))}
      </div>
      {entries.length === 0 && (
        <p className="px-4 pt-2 pb-4 text-sm text-ink-2">
          {isSearching
            ? "Searching…"
            : `Nothing is called “${q}”. Try a part of the name, or a customer's key.`}
        </p>
      )}
      <p role="status" className="sr-only">
        {isSearching ? "" : `${entries.length} results`}
      </p>
    </dialog>
  );
}

function entriesFor(
  q: string,
  items: readonly NavItem[],
  commands: readonly Command[],
  hits: readonly SearchHit[],
): Entry[] {
  const pages: Entry[] = [...items, SETTINGS].map((item) => ({
    group: "Go to",
    title: item.label,
    href: item.href,
    keys: item.key && `G ${item.key.toUpperCase()}`,
  }));
  const actions: Entry[] = [
    ...commands.map((command) => ({
      group: "Do",
      title: command.label,
      href: command.href,
      keys: command.keys,
    })),
    { group: "Do", title: "Switch between light and dark", run: switchTheme },
    { group: "Do", title: "Show all keyboard shortcuts", keys: "?", run: () => layers.show("shortcuts") },
  ];
  const found = hits.map((hit) => ({ group: hit.kind, title: hit.title, meta: hit.meta, href: hit.href }));
  if (q === "") return [...found, ...pages, ...actions];
  const rank = (list: Entry[]) =>
    list
      .map((entry) => ({ entry, score: matchScore(entry.title, q) }))
      .filter((one) => one.score > 0)
      .sort((a, b) => b.score - a.score)
      .map((one) => one.entry);
  return [...(q.length < 2 ? [] : inGroups(found)), ...rank(pages), ...rank(actions)];
}

function inGroups(found: Entry[]): Entry[] {
  const groups = [...new Set(found.map((entry) => entry.group))];
  return groups.flatMap((group) => found.filter((entry) => entry.group === group));
}

function switchTheme() {
  const isDark = document.documentElement.classList.contains("dark");
  writePreference(THEME_KEY, isDark ? "light" : "dark");
}

function recentHits(): SearchHit[] {
  try {
    const kept: unknown = JSON.parse(readPreference(RECENT_KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isHit).map((hit) => ({ ...hit, kind: "Recent" })) : [];
  } catch {
    return [];
  }
}

function isHit(value: unknown): value is SearchHit {
  return typeof value === "object" && value !== null && "href" in value && "title" in value;
}

/** People are not remembered: the browser may be shared. */
function remember(hit: SearchHit) {
  if (/customer/i.test(hit.kind)) return;
  const kept = [hit, ...recentHits().filter((one) => one.href !== hit.href)].slice(0, 5);
  writePreference(RECENT_KEY, JSON.stringify(kept));
}
