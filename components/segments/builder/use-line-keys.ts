import type { KeyboardEvent, RefObject } from "react";
import { readPreference, SINGLE_KEYS_KEY } from "@/components/shell/preferences";
import { formatCount } from "@/lib/format";
import {
  duplicateLine,
  groupLines,
  lineById,
  linesIn,
  type NewId,
  type Nudge,
  nudgeLines,
  removeLine,
  setOff,
} from "@/lib/segments/editing/tree";
import type { Rule } from "@/lib/segments/rule";
import type { EditRule } from "./use-draft";
import { controlsOf, lineElements } from "./use-line-focus";
import type { LineSelection } from "./use-line-selection";

const NUDGES: Record<string, Nudge> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: "in",
  ArrowLeft: "out",
};
const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

export type LineKeysOptions = {
  tree: RefObject<HTMLElement | null>;
  rule: Rule;
  editRule: EditRule;
  newId: NewId;
  focusLine: (id: string) => void;
  selection: LineSelection;
  say: (text: string) => void;
};

/** The keys of the tree. On a line: arrows walk, Enter goes into it, Alt and arrows move it; Escape comes back out. */
export function lineKeys({ tree, rule, editRule, newId, focusLine, selection, say }: LineKeysOptions) {
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    if (target.closest("[popover]")) return;
    const element = target.closest<HTMLElement>("[data-line]");
    const id = element?.dataset.line;
    if (!element || id === undefined) return;
    const line = lineById(rule, id);
    const by = NUDGES[event.key];
    if (event.altKey && by && line) {
      const isOfSelect = target.tagName === "SELECT" && (by === "up" || by === "down");
      if (isOfSelect) return;
      event.preventDefault();
      const moved = nudgeLines(rule, selection.actingOn(id), by);
      editRule(() => moved);
      focusLine(id);
      say(moved === rule ? "It cannot move further that way" : placeText(moved, id));
      return;
    }
    if (target !== element) {
      if (event.key === "Escape") element.focus();
      return;
    }
    if (event.altKey) return;
    if (onLine(event, element)) event.preventDefault();
  };

  function onLine(event: KeyboardEvent, element: HTMLElement): boolean {
    const id = element.dataset.line ?? "";
    const line = lineById(rule, id);
    const key = event.key.toLowerCase();
    const ids = selection.actingOn(id);
    if (event.ctrlKey || event.metaKey) {
      if (!line || line.groupId === null || event.shiftKey) return false;
      if (key === "d") {
        editRule((now) => ids.reduce((next, one) => duplicateLine(next, one, newId), now));
        say("Duplicated");
      } else if (key === "g") {
        const groupId = newId();
        editRule((now) => groupLines(now, ids, groupId));
        selection.clear();
        focusLine(groupId);
        say(`${formatCount(ids.length, "line")} in a new group`);
      } else return false;
      return true;
    }
    const lines = lineElements(tree.current);
    const at = lines.indexOf(element);
    const go = (next: HTMLElement | undefined) => {
      next?.focus();
      return next !== undefined;
    };
    const step = STEPS[event.key];
    if (step) {
      const next = lines[at + step];
      if (event.shiftKey && line && next && isLine(rule, next)) {
        if (selection.ids.length === 0) selection.toggle(id);
        selection.extendTo(next.dataset.line ?? "");
      }
      go(next);
      return true;
    }
    if (key === "x" && line && line.groupId !== null && readPreference(SINGLE_KEYS_KEY) !== "off") {
      if (event.shiftKey) selection.extendTo(id);
      else selection.toggle(id);
      say(selection.has(id) && !event.shiftKey ? "Not selected" : "Selected");
      return true;
    }
    switch (event.key) {
      case "Escape":
        selection.clear();
        return selection.ids.length > 0;
      case "Home":
        return go(lines[0]);
      case "End":
        return go(lines.at(-1));
      case "ArrowLeft": {
        const groupId = line?.groupId ?? (line ? undefined : id.slice("add ".length));
        return go(lines.find((one) => one.dataset.line === groupId));
      }
      case "ArrowRight":
        return line && linesIn(line.node).length > 0 ? go(lines[at + 1]) : go(controlsOf(element)[0]);
      case "Enter":
      case "F2":
        return go(controlsOf(element).find((control) => !("grip" in control.dataset)));
      case "Delete":
      case "Backspace":
        if (!line || line.groupId === null) return false;
        focusLine(nextAfter(rule, ids));
        editRule((now) => ids.reduce(removeLine, now));
        selection.clear();
        say(ids.length > 1 ? "Removed. Undo brings them back." : "Removed. Undo brings it back.");
        return true;
      case " ":
        if (!line || line.groupId === null) return false;
        editRule((now) => ids.reduce((next, one) => setOff(next, one, !line.node.isOff), now));
        say(line.node.isOff ? "Switched on" : "Switched off");
        return true;
      default:
        return false;
    }
  }
}

const isLine = (rule: Rule, element: HTMLElement) =>
  lineById(rule, element.dataset.line ?? "")?.groupId !== undefined;

/** The line that stands where these were once they are gone: what follows the last one in its group, else the group. */
function nextAfter(rule: Rule, ids: readonly string[]): string {
  const last = lineById(rule, ids.at(-1) ?? "");
  const group = last?.groupId ? lineById(rule, last.groupId) : undefined;
  const after = last && group ? linesIn(group.node)[last.index + 1]?.id : undefined;
  return after ?? `add ${last?.groupId}`;
}

/** "Moved to place 2 of 3, in a group". */
export function placeText(rule: Rule, id: string): string {
  const line = lineById(rule, id);
  const group = line?.groupId ? lineById(rule, line.groupId) : undefined;
  if (!line || !group) return "Moved";
  const inside = group.groupId === null ? "" : ", in a group";
  return `Moved to place ${line.index + 1} of ${linesIn(group.node).length}${inside}`;
}
