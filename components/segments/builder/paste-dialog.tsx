"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextareaField } from "@/components/ui/textarea";

export type PasteDialogProps = {
  /** Answers what is wrong with the text, or null when it is in the rule. */
  onPaste: (text: string, isInstead: boolean) => Promise<string | null>;
  onClose: () => void;
};

/** A rule as text, from another segment or from a colleague: added to this rule, or in its place. */
export function PasteDialog({ onPaste, onClose }: PasteDialogProps) {
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);

  // Where the browser asks or refuses, the field is simply empty.
  useEffect(() => {
    navigator.clipboard
      ?.readText()
      .then((found) => found.trim().startsWith("{") && setText((now) => now || found))
      .catch(() => undefined);
  }, []);

  async function paste(isInstead: boolean) {
    setReading(true);
    const found = await onPaste(text, isInstead);
    setReading(false);
    if (found === null) onClose();
    else setFault(found);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      width="md"
      title="Paste a rule"
      footer={
        <>
          <Button onClick={onClose}>Keep the rule as it is</Button>
          <Button disabled={isReading} onClick={() => void paste(true)}>
            Put it in place of this rule
          </Button>
          <Button variant="primary" busy={isReading} onClick={() => void paste(false)}>
            Add it to this rule
          </Button>
        </>
      }
    >
      <TextareaField
        label="Rule as text"
        rows={8}
        autoFocus
        spellCheck={false}
        value={text}
        error={fault ?? undefined}
        className="pt-2 [&_textarea]:max-h-[40dvh] [&_textarea]:font-mono [&_textarea]:text-xs"
        help="What “Copy rule” and “Copy as text” give. Names that do not exist here are marked at their line."
        onChange={(event) => {
          setText(event.target.value);
          setFault(null);
        }}
      />
    </Dialog>
  );
}
