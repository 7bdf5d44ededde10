import type { KeyboardEvent, RefObject } from "react";
import {
  duplicateLine,
  lineById,
  linesIn,
  type NewId,
  type Nudge,
  nudgeLine,
  removeLine,
  setOff,
} from "@/lib/segments/editing/tree";
import type { Rule } from "@/lib/segments/rule";
import type { EditRule } from "./use-draft";
import { controlsOf, lineElements } from "./use-line-focus";

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
  say: (text: string) => void;
};

/** The keys of the tree. On a line: arrows walk, Enter goes into it, Alt and arrows move it; Escape comes back out. */
export function lineKeys({ tree, rule, editRule, newId, focusLine, say }: LineKeysOptions) {
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
      const moved = nudgeLine(rule, id, by);
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
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === "d" && line && line.groupId !== null) {
      editRule((now) => duplicateLine(now, id, newId));
      say("Duplicated");
      return true;
    }
    if (isCommand) return false;
    const lines = lineElements(tree.current);
    const at = lines.indexOf(element);
    const go = (next: HTMLElement | undefined) => {
      next?.focus();
      return next !== undefined;
    };
    const step = STEPS[event.key];
    if (step) {
      go(lines[at + step]);
      return true;
    }
    switch (event.key) {
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
        focusLine(lines[at + 1]?.dataset.line ?? "");
        editRule((now) => removeLine(now, id));
        say("Removed. Undo brings it back.");
        return true;
      case " ":
        if (!line || line.groupId === null) return false;
        editRule((now) => setOff(now, id, !line.node.isOff));
        say(line.node.isOff ? "Switched on" : "Switched off");
        return true;
      default:
        return false;
    }
  }
}

/** "Moved to place 2 of 3, in a group". */
export function placeText(rule: Rule, id: string): string {
  const line = lineById(rule, id);
  const group = line?.groupId ? lineById(rule, line.groupId) : undefined;
  if (!line || !group) return "Moved";
  const inside = group.groupId === null ? "" : ", in a group";
  return `Moved to place ${line.index + 1} of ${linesIn(group.node).length}${inside}`;
}
