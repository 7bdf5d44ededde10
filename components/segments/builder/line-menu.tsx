"use client";

import { Ellipsis } from "lucide-react";
import { Menu, MenuDivider, MenuItem } from "@/components/ui/menu";
import {
  bodyOf,
  duplicateLine,
  groupLines,
  type Nudge,
  nudgeLine,
  removeLine,
  setOff,
  ungroupLine,
} from "@/lib/segments/editing/tree";
import { isGroup, type Rule, type RuleNode } from "@/lib/segments/rule";
import { useBuilder } from "./builder-context";
import { copyText } from "./copy-text";

const MOVES: readonly { by: Nudge; label: string; keys: string }[] = [
  { by: "up", label: "Move up", keys: "Alt ↑" },
  { by: "down", label: "Move down", keys: "Alt ↓" },
  { by: "in", label: "Move into the group beside it", keys: "Alt →" },
  { by: "out", label: "Move out of its group", keys: "Alt ←" },
];

const NOTHING: Rule = { kind: "all", children: [] };

/** Everything that can be done with a line besides changing its words. */
export function LineMenu({ line, sentence }: { line: RuleNode; sentence: string }) {
  const { editRule, newId, focusLine, nameGroup, selection, say } = useBuilder();
  const id = line.id ?? "";
  const isOff = line.isOff === true;
  const noun = isGroup(bodyOf(line).body) ? "group" : "condition";
  return (
    <Menu
      trigger={<Ellipsis aria-hidden="true" />}
      label={`Actions for: ${sentence}`}
      align="end"
      triggerClassName="inline-grid size-[26px] flex-none place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink coarse:size-control [&_svg]:size-[15px]"
    >
      <MenuItem
        shortcut="Space"
        onClick={() => {
          editRule((rule) => setOff(rule, id, !isOff));
          focusLine(id);
        }}
      >
        {isOff ? "Switch on" : "Switch off"}
      </MenuItem>
      <MenuItem
        shortcut="Ctrl D"
        onClick={() => {
          editRule((rule) => duplicateLine(rule, id, newId));
          focusLine(id);
        }}
      >
        Duplicate {noun}
      </MenuItem>
      <MenuItem
        shortcut="X"
        onClick={() => {
          selection.toggle(id);
          focusLine(id);
        }}
      >
        {selection.has(id) ? "Do not select" : "Select, to act on several"}
      </MenuItem>
      <MenuItem
        shortcut="Ctrl G"
        onClick={() => {
          const groupId = newId();
          editRule((rule) => groupLines(rule, [id], groupId));
          focusLine(groupId);
        }}
      >
        Put into a new group
      </MenuItem>
      {noun === "group" && (
        <>
          <MenuItem onClick={() => editRule((rule) => ungroupLine(rule, id))}>Ungroup</MenuItem>
          <MenuItem onClick={() => nameGroup(id)}>Make it a segment</MenuItem>
        </>
      )}
      <MenuDivider />
      {MOVES.map(({ by, label, keys }) => (
        <MenuItem
          key={by}
          shortcut={keys}
          onClick={() => {
            editRule((rule) => nudgeLine(rule, id, by));
            focusLine(id);
          }}
        >
          {label}
        </MenuItem>
      ))}
      <MenuDivider />
      <MenuItem shortcut="Ctrl C" onClick={() => void copyText({ ...NOTHING, children: [line] }, [id], say)}>
        Copy as text
      </MenuItem>
      <MenuItem tone="bad" shortcut="Del" onClick={() => editRule((rule) => removeLine(rule, id))}>
        Remove {noun}
      </MenuItem>
    </Menu>
  );
}
