"use client";

import { ClipboardPaste, Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";
import type { Rule } from "@/lib/segments/rule";
import { copyText } from "./copy-text";

const KEYS: readonly (readonly [string, string])[] = [
  ["↑ ↓", "lines"],
  ["Enter", "into a line"],
  ["Alt ↑ ↓ ← →", "move"],
  ["X", "select"],
  ["Ctrl G", "group"],
  ["Space", "on and off"],
  ["Del", "remove"],
];

/** The rule as text, and the keys of the tree. */
export function RuleTools(props: { rule: Rule; onPaste: () => void; say: (text: string) => void }) {
  const { rule, onPaste, say } = props;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-xs text-ink-3">
      <span className="-ml-2 flex items-center">
        {rule.children.length > 0 && (
          <Button variant="ghost" size="sm" onClick={() => void copyText(rule, [rule.id ?? ""], say)}>
            <Copy aria-hidden="true" />
            Copy rule
          </Button>
        )}
        <Button variant="ghost" size="sm" aria-haspopup="dialog" onClick={onPaste}>
          <ClipboardPaste aria-hidden="true" />
          Paste rule
        </Button>
      </span>
      <ul aria-label="Keys" className="flex flex-wrap gap-x-3 gap-y-1 max-md:hidden coarse:hidden">
        {KEYS.map(([keys, does]) => (
          <li key={keys} className="flex items-center gap-1">
            <KeyCap>{keys}</KeyCap> {does}
          </li>
        ))}
      </ul>
    </div>
  );
}
