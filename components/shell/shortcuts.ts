import { toggleNav } from "./fold-button";
import { layers } from "./layers";
import type { NavItem } from "./nav";

const CHORD_MS = 1200;
const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

type Options = { items: readonly NavItem[]; hasSingleKeys: boolean; go: (href: string) => unknown };

/** The listener for the keys that work everywhere; parts with keys of their own prevent the default first. */
export function onKeyDown({ items, hasSingleKeys, go }: Options): (event: KeyboardEvent) => void {
  let chordUntil = 0;

  return (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && key === "k") {
      event.preventDefault();
      layers.show(layers.get() === "palette" ? null : "palette");
      return;
    }
    if (!hasSingleKeys || event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return;

    if (event.timeStamp < chordUntil) {
      chordUntil = 0;
      const target = items.find((item) => item.key === key);
      if (target) {
        event.preventDefault();
        go(target.href);
        return;
      }
    }
    if (key === "g" && !event.shiftKey) {
      chordUntil = event.timeStamp + CHORD_MS;
      return;
    }
    const run = SINGLE[event.key] ?? SINGLE[key];
    if (run?.()) event.preventDefault();
  };
}

const SINGLE: Record<string, () => boolean> = {
  "?": () => {
    layers.show("shortcuts");
    return true;
  },
  "[": () => {
    toggleNav();
    return true;
  },
  "/": () => focusOn(document.querySelector<HTMLElement>("[data-filter-input]")),
  n: () => click(document.querySelector<HTMLElement>("[data-new]")),
  e: () => click(document.querySelector<HTMLElement>("[data-edit]")),
  t: () => click(inRow("[data-take]") ?? document.querySelector<HTMLElement>("main [data-take]")),
  x: () => click(inRow("[data-row-select]")),
  // On a button or a box the space bar presses it.
  " ": () => !document.activeElement?.closest("button, summary, input") && click(inRow("[data-peek]")),
  j: () => walk(1),
  k: () => walk(-1),
};

/** Whether the letter belongs to a field, or something lies on top of the page. */
function isBusy(event: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open], [popover]:popover-open")) return true;
  const target = event.target;
  if (!(target instanceof Element)) return false;
  return target.closest(FIELDS) !== null;
}

function inRow(selector: string): HTMLElement | null {
  return document.activeElement?.closest("[data-row]")?.querySelector<HTMLElement>(selector) ?? null;
}

function walk(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>("main [data-row-link]")].filter((link) =>
    link.checkVisibility(),
  );
  const row = document.activeElement?.closest("[data-row]");
  const at = links.findIndex((link) => row?.contains(link));
  const next = at === -1 ? links.at(step === 1 ? 0 : -1) : links[at + step];
  return focusOn(next ?? null);
}

function focusOn(element: HTMLElement | null): boolean {
  element?.focus({ focusVisible: true } as FocusOptions);
  return element !== null;
}

function click(element: HTMLElement | null): boolean {
  element?.click();
  return element !== null;
}
