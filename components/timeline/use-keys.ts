import type { KeyboardEvent } from "react";
import { readPreference, SINGLE_KEYS_KEY } from "@/components/shell/preferences";
import { dragTo, gripForKeys } from "@/lib/timeline/drag";
import type { BarRow, Row } from "@/lib/timeline/rows";
import { countDays, spanWords } from "@/lib/timeline/scale";
import type { GestureApi } from "./use-gesture";
import type { View } from "./use-view";

export type KeyOptions = {
  rows: readonly Row[];
  activeIndex: number;
  setActive: (row: Row) => void;
  toggle: (row: Row) => void;
  openPanel: (row: BarRow) => void;
  closePanel: () => boolean;
  view: View;
  api: GestureApi;
  today: number;
  canLink: boolean;
  /** Into or out of the selection, or all from the row that was last chosen to here. */
  select: (row: Row, isRange: boolean) => void;
  /** True when something was selected. */
  clearSelection: () => boolean;
  copy: (row: Row) => void;
  paste: (row: Row) => void;
  /** Opens the form for a new tactic in the campaign of the row; absent where nothing can be added. */
  add: ((row: BarRow) => void) | undefined;
  fit: () => void;
  isReadOnly: boolean;
  say: (text: string) => void;
};

const PAGE = 12;
const STEP: Record<string, number> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -PAGE,
  PageDown: PAGE,
  k: -1,
  j: 1,
};

const MOVE_HELP =
  "Move mode. Left and right move by a day, with Control by a week, with Shift change the end, with Alt the start. Enter saves, Escape cancels.";
const LINK_HELP = "Link mode. Choose with up and down what shall wait for this, Enter links, Escape cancels.";

/** The keys of DESIGN-LANGUAGE section 10 while the timeline has the focus. */
export function timelineKeys(options: KeyOptions) {
  return (event: KeyboardEvent) => {
    const { rows, activeIndex, api } = options;
    const row = rows[activeIndex];
    const gesture = api.running.get();
    const isDone =
      gesture?.by === "keys" && gesture.kind === "dates"
        ? moveKeys(event, options)
        : gesture?.by === "keys" && gesture.kind === "link"
          ? linkKeys(event, options)
          : browseKeys(event, options, row) || letterKeys(event, options, row);
    if (isDone) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

function moveKeys(event: KeyboardEvent, { api, say, view, today }: KeyOptions): boolean {
  const gesture = api.running.get();
  if (gesture?.kind !== "dates") return false;
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const step = (event.ctrlKey || event.metaKey ? 7 : 1) * (event.key === "ArrowLeft" ? -1 : 1);
    const grip = gripForKeys({ shift: event.shiftKey, alt: event.altKey });
    const after = dragTo(gesture.after, grip, step, "day", gesture.row.bar.item.kind);
    api.setDays(after);
    view.reveal(gesture.row.index, after);
    const moved = api.running.get();
    const harm = moved?.kind === "dates" ? api.harm(moved) : "";
    const days = `${spanWords(after.start, after.end, today)}, ${countDays(after.end - after.start)}`;
    say(harm ? `${days}. ${harm}` : days);
    return true;
  }
  if (event.key === "Enter") {
    const done = api.commit();
    say(done ?? "Nothing moved");
    return true;
  }
  if (event.key === "Escape" || event.key === "Tab") {
    api.cancel();
    say("Move cancelled");
    return event.key === "Escape";
  }
  return event.key.startsWith("Arrow");
}

function linkKeys(event: KeyboardEvent, { api, rows, view, say }: KeyOptions): boolean {
  const gesture = api.running.get();
  if (gesture?.kind !== "link") return false;
  const step = STEP[event.key];
  if (step !== undefined && event.key.startsWith("Arrow")) {
    let index = (gesture.over ?? gesture.row).index + step;
    while (rows[index]?.kind === "group" || rows[index]?.key === gesture.row.key) index += step;
    const target = rows[index];
    if (target?.kind !== "bar") return true;
    view.reveal(index);
    api.setOver(target, (target.bar.start - view.origin) * view.px, (index + 0.5) * view.size.row);
    say(`${target.bar.item.name} would wait for ${gesture.row.bar.item.name}`);
    return true;
  }
  if (event.key === "Enter") {
    const done = api.commit();
    if (done) say(done);
    return true;
  }
  if (event.key === "Escape" || event.key === "Tab") {
    api.cancel();
    say("Link cancelled");
    return event.key === "Escape";
  }
  return false;
}

function browseKeys(event: KeyboardEvent, options: KeyOptions, row: Row | undefined): boolean {
  const { rows, activeIndex, setActive, toggle, openPanel, closePanel } = options;
  if ((event.ctrlKey || event.metaKey) && row && !options.isReadOnly) {
    if (event.key === "c") options.copy(row);
    else if (event.key === "v") options.paste(row);
    else return false;
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const go = (index: number) => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (target) setActive(target);
    return true;
  };
  const step = STEP[event.key];
  if (step !== undefined && (event.key.length > 1 || isSingleKeyOn()))
    return go(row ? activeIndex + step : 0);
  switch (event.key) {
    case "Home":
      return go(0);
    case "End":
      return go(rows.length - 1);
    case "ArrowLeft":
      if (row?.isOpen) toggle(row);
      else if (row && row.parentIndex >= 0) go(row.parentIndex);
      return true;
    case "ArrowRight":
      if (row && row.count > 0 && !row.isOpen) toggle(row);
      else if (row?.isOpen) go(activeIndex + 1);
      return true;
    case "Enter":
    case " ":
      if (row?.kind === "bar") openPanel(row);
      else if (row) toggle(row);
      return row !== undefined;
    case "Escape":
      return closePanel() || options.clearSelection();
    default:
      return false;
  }
}

const isSingleKeyOn = () => readPreference(SINGLE_KEYS_KEY) !== "off";

function letterKeys(event: KeyboardEvent, options: KeyOptions, row: Row | undefined): boolean {
  const { api, view, today, say, canLink, isReadOnly } = options;
  if (event.ctrlKey || event.metaKey || event.altKey || !isSingleKeyOn()) return false;
  switch (event.key.toLowerCase()) {
    case "m":
      if (row?.kind !== "bar") return false;
      if (isReadOnly || row.bar.item.locked) say(`${row.bar.item.name} cannot be moved by you`);
      else {
        api.beginDates(row, "keys");
        view.reveal(row.index, row.bar);
        const begun = api.running.get();
        const along = begun?.kind === "dates" ? begun.ids.length - 1 : 0;
        say(along > 0 ? `${MOVE_HELP} ${along} more that are selected move along.` : MOVE_HELP);
      }
      return true;
    case "x":
      if (!row || isReadOnly) return false;
      options.select(row, event.shiftKey);
      return true;
    case "n":
      if (row?.kind !== "bar" || !options.add) return false;
      options.add(row);
      return true;
    case "l":
      if (row?.kind !== "bar" || !canLink) return false;
      api.beginLink(row, "keys");
      say(LINK_HELP);
      return true;
    case "f":
      if (!row) return false;
      view.scrollToDay(row.kind === "bar" ? row.bar.start : row.start, 0.15);
      view.reveal(row.index);
      return true;
    case "0":
      options.fit();
      say("All bars are in view");
      return true;
    case "d":
      view.scrollToDay(today, 1 / 3);
      say("Today is in view");
      return true;
    case "+":
    case "=":
      view.zoomBy(1);
      return true;
    case "-":
    case "−":
      view.zoomBy(-1);
      return true;
    default:
      return false;
  }
}
