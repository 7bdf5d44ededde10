"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { leaving } from "@/components/ui/leaving";
import { layers } from "./layers";
import type { NavItem } from "./nav";
import type { SearchHit } from "./palette";
import { SINGLE_KEYS_KEY } from "./preferences";
import { onKeyDown } from "./shortcuts";
import { usePreference } from "./use-preference";

const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));
const ShortcutSheet = lazy(() =>
  import("./shortcut-sheet").then((module) => ({ default: module.ShortcutSheet })),
);

export type Search = (input: { q: string }) => Promise<readonly SearchHit[]>;

export type ShellLayersProps = { items: readonly NavItem[]; commands: readonly Command[]; search?: Search };

/** An action that the palette offers: a page that makes something. */
export type Command = { label: string; href: string; keys?: string };

/** The keyboard of the whole product, and the two layers it opens, each in its own chunk. */
export function ShellLayers({ items, commands, search }: ShellLayersProps) {
  const router = useRouter();
  const layer = useSyncExternalStore(layers.subscribe, layers.get, layers.getOnServer);
  const hasSingleKeys = usePreference(SINGLE_KEYS_KEY) !== "off";

  useEffect(() => {
    const go = (href: string) => leaving.mayGo(href) && router.push(href);
    const listen = onKeyDown({ items, hasSingleKeys, go });
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [items, hasSingleKeys, router]);

  useEffect(() => {
    const stamp = () => {
      const foot = document.querySelector("[data-print-foot]");
      if (foot)
        foot.textContent = `${location.href} · ${new Date().toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })}`;
    };
    window.addEventListener("beforeprint", stamp);
    return () => window.removeEventListener("beforeprint", stamp);
  }, []);

  return (
    <Suspense fallback={null}>
      {layer === "palette" && <Palette items={items} commands={commands} search={search} />}
      {layer === "shortcuts" && <ShortcutSheet items={items} />}
    </Suspense>
  );
}
