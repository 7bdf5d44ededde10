"use client";

import { type ClipboardEvent, useRef } from "react";
import { lineById, removeLine } from "@/lib/segments/editing/tree";
import type { Rule } from "@/lib/segments/rule";
import { type Builder, BuilderContext } from "./builder-context";
import { textOf } from "./copy-text";
import { RuleGroup } from "./rule-group";
import { SelectionBar } from "./selection-bar";
import { useLineDrag } from "./use-line-drag";
import { useLineFocus } from "./use-line-focus";
import { lineKeys } from "./use-line-keys";
import { useLineSelection } from "./use-line-selection";

export type RuleTreeProps = {
  rule: Rule;
  builder: Omit<Builder, "focusLine" | "startDrag" | "isDragged" | "selection">;
  /** The first focus after the next drawing; the picker and the save need it from outside. */
  focusRef: React.RefObject<Builder["focusLine"] | null>;
  onLeaveLine: (lineId: string) => void;
  onPaste: (text: string, lineId: string) => void;
};

/** The rule as nested lines: one tab stop, arrows inside, drag, copy and paste. */
export function RuleTree({ rule, builder, focusRef, onLeaveLine, onPaste }: RuleTreeProps) {
  const tree = useRef<HTMLDivElement>(null);
  const { editRule, newId, say } = builder;
  const { focusLine, onFocus } = useLineFocus(tree);
  const selection = useLineSelection(rule);
  const { startDrag, isDragged, layer } = useLineDrag({ tree, rule, editRule, newId, selection, say });
  focusRef.current = focusLine;

  const lineOf = (target: EventTarget) => {
    const element = target as HTMLElement;
    return "line" in element.dataset ? element.dataset.line : undefined;
  };

  function onCopy(event: ClipboardEvent) {
    const id = lineOf(event.target);
    const line = id === undefined ? undefined : lineById(rule, id);
    if (!line || String(getSelection()) !== "") return;
    const ids = selection.actingOn(line.id);
    event.preventDefault();
    event.clipboardData.setData("text/plain", textOf(rule, ids));
    if (event.type !== "cut" || line.groupId === null) {
      say("Copied as text");
      return;
    }
    editRule((now) => ids.reduce(removeLine, now));
    focusLine(line.groupId);
    say("Cut as text. Undo brings it back.");
  }

  return (
    <BuilderContext value={{ ...builder, focusLine, startDrag, isDragged, selection }}>
      <div
        ref={tree}
        role="treegrid"
        aria-label="Rule"
        aria-multiselectable="true"
        onFocus={onFocus}
        onBlur={(event) => {
          const from = event.target.closest<HTMLElement>("[data-line]")?.dataset.line;
          const to = event.relatedTarget?.closest<HTMLElement>("[data-line]")?.dataset.line;
          if (from !== undefined && from !== to && event.relatedTarget) onLeaveLine(from);
        }}
        onKeyDown={lineKeys({ tree, rule, editRule, newId, focusLine, selection, say })}
        onCopy={onCopy}
        onCut={onCopy}
        onPaste={(event) => {
          const id = lineOf(event.target);
          if (id === undefined) return;
          event.preventDefault();
          onPaste(event.clipboardData.getData("text/plain"), id);
        }}
      >
        <RuleGroup line={rule} place={{ level: 1, position: 1, size: 1, isInOff: false }} isRoot />
      </div>
      <SelectionBar rule={rule} />
      {layer}
    </BuilderContext>
  );
}
