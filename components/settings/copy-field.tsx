"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A text to take elsewhere: selected on focus, copied by the button. */
export function CopyField({
  label,
  help,
  value,
  noun = "link",
}: {
  label: string;
  help?: string;
  value: string;
  /** What is copied, in one word. */
  noun?: string;
}) {
  const [isCopied, setCopied] = useState(false);
  return (
    <Field label={label} help={help}>
      {(wiring) => (
        <span className="flex gap-2">
          <Input
            {...wiring}
            readOnly
            value={value}
            className="font-mono text-xs"
            onFocus={(event) => event.target.select()}
          />
          <Button
            onClick={() =>
              navigator.clipboard.writeText(value).then(
                () => setCopied(true),
                () => document.getElementById(wiring.id)?.focus(),
              )
            }
          >
            {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            {isCopied ? "Copied" : `Copy ${noun}`}
          </Button>
          <span role="status" className="sr-only">
            {isCopied && `${noun} copied`}
          </span>
        </span>
      )}
    </Field>
  );
}
