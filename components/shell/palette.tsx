"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { leaving } from "@/components/ui/leaving";
import { Picker, type PickerEntry } from "@/components/ui/picker";
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
  const [query, setQuery] = useState("");
  const [answer, setAnswer] = useState<{ q: string; hits: readonly SearchHit[] }>({ q: "", hits: [] });
  const [at, setAt] = useState(0);
  const q = query.trim();

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
    () => entriesFor(q, items, commands, q.length < 2 ? recentHits() : answer.hits).map(drawn),
    [q, items, commands, answer],
  );
  const isSearching = q.length >= 2 && search !== undefined && answer.q !== q;

  function choose({ entry }: ReturnType<typeof drawn>) {
    layers.show(null);
    entry.run?.();
    if (!entry.href || !leaving.mayGo(entry.href)) return;
    const hit = answer.hits.find((one) => one.href === entry.href);
    if (hit) remember(hit);
    router.push(entry.href);
  }

  return (
    <Picker
      label="Search or command"
      listLabel="Results"
      placeholder="Search segments, campaigns, personas, customers"
      query={query}
      onQuery={setQuery}
      entries={entries}
      at={at}
      onAt={setAt}
      onChoose={choose}
      onClose={() => layers.show(null)}
      status={isSearching ? "" : `${entries.length} results`}
      empty={
        isSearching ? "Searching…" : `Nothing is called “${q}”. Try a part of the name, or a customer's key.`
      }
    />
  );
}

function drawn(entry: Entry): PickerEntry & { entry: Entry } {
  return {
    key: `${entry.group}-${entry.title}-${entry.href}`,
    group: entry.group,
    title: entry.title,
    meta: entry.meta,
    end: (
      <span className="rounded-sm border border-line px-1.5 font-mono text-2xs text-ink-2">
        {entry.keys ?? "↵"}
      </span>
    ),
    entry,
  };
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
