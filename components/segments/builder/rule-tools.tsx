"use client";

import { ClipboardPaste, Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";
import { toastStore } from "@/components/ui/toast-store";
import { bareRule } from "@/lib/segments/editing/tree";
import type { Rule } from "@/lib/segments/rule";

const KEYS: readonly (readonly [string, string])[] = [
  ["↑ ↓", "lines"],
  ["Enter", "into a line"],
  ["Alt ↑ ↓ ← →", "move"],
  ["Space", "on and off"],
  ["Del", "remove"],
];

/** The rule as text, and the keys of the tree. */
export function RuleTools(props: {
  rule: Rule;
  onPaste: (text: string) => void;
  say: (text: string) => void;
}) {
  const { rule, onPaste, say } = props;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-xs text-ink-3">
      <span className="-ml-2 flex items-center">
        <Button
          variant="ghost"
          size="sm"
          onClick={async () => {
            await navigator.clipboard?.writeText(JSON.stringify(bareRule(rule), null, 2));
            say("Copied the rule as text");
            toastStore.show({ text: "The rule is copied as text" });
          }}
        >
          <Copy aria-hidden="true" />
          Copy rule
        </Button>
        <Button
          variant="ghost"
          size="sm"
          onClick={async () => {
            const text = await navigator.clipboard?.readText().catch(() => null);
            if (text) onPaste(text);
            else
              toastStore.show({
                text: "The browser did not give the clipboard. Select a line and press Ctrl V.",
                tone: "notice",
              });
          }}
        >
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
