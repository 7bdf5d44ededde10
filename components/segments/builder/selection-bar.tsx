"use client";

import { Copy, CopyPlus, Group, Power, Trash2, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { formatCount } from "@/lib/format";
import { duplicateLine, groupLines, lineById, removeLine, setOff } from "@/lib/segments/editing/tree";
import type { Rule } from "@/lib/segments/rule";
import { useBuilder } from "./builder-context";
import { copyText } from "./copy-text";

/** What can be done with the selected lines, at the foot of the window while there are any. */
export function SelectionBar({ rule }: { rule: Rule }) {
  const { selection, editRule, newId, focusLine, say } = useBuilder();
  const { ids } = selection;
  if (ids.length === 0) return null;
  const isAllOff = ids.every((id) => lineById(rule, id)?.node.isOff);
  const each = (change: (now: Rule, id: string) => Rule) => editRule((now) => ids.reduce(change, now));
  const what = formatCount(ids.length, "line");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of buttons is no fieldset
    <div
      role="group"
      aria-label="Selected lines"
      className="sticky bottom-3 z-10 flex w-fit items-center gap-1 rounded-lg border border-line bg-surface py-1 pr-1 pl-3 text-sm shadow-pop max-lg:bottom-[calc(var(--bottom-bar)+60px)]"
    >
      <span className="num mr-1 font-medium whitespace-nowrap">{what}</span>
      <IconButton
        label="Put them into a group (Ctrl G)"
        onClick={() => {
          const groupId = newId();
          editRule((now) => groupLines(now, ids, groupId));
          selection.clear();
          focusLine(groupId);
          say(`${what} in a group`);
        }}
      >
        <Group aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Duplicate them (Ctrl D)"
        onClick={() => {
          each((now, id) => duplicateLine(now, id, newId));
          say(`${what} duplicated`);
        }}
      >
        <CopyPlus aria-hidden="true" />
      </IconButton>
      <IconButton label="Copy them as text (Ctrl C)" onClick={() => void copyText(rule, ids, say)}>
        <Copy aria-hidden="true" />
      </IconButton>
      <IconButton
        label={isAllOff ? "Switch them on (Space)" : "Switch them off (Space)"}
        onClick={() => each((now, id) => setOff(now, id, !isAllOff))}
      >
        <Power aria-hidden="true" />
      </IconButton>
      <IconButton
        label="Remove them (Del)"
        onClick={() => {
          each(removeLine);
          selection.clear();
          focusLine(rule.id ?? "");
          say(`${what} removed. Undo brings them back.`);
        }}
      >
        <Trash2 aria-hidden="true" />
      </IconButton>
      <IconButton label="Select nothing (Esc)" onClick={selection.clear}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}
