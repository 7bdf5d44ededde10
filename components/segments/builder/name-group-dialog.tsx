"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { useAction } from "@/components/ui/use-action";
import type { Dimension } from "@/lib/segments/dimension";
import { bareRule, bodyOf } from "@/lib/segments/editing/tree";
import { isGroup, type Rule, type RuleNode } from "@/lib/segments/rule";
import type { CreateSegment } from "./use-save";

export type NameGroupDialogProps = {
  line: RuleNode;
  /** The group in words. */
  sentence: string;
  dimension: Dimension;
  create: CreateSegment;
  onMade: (segmentId: string, name: string) => void;
  onClose: () => void;
};

/** Makes a segment out of a group: the rule then names it, and others can too. */
export function NameGroupDialog(props: NameGroupDialogProps) {
  const { line, sentence, dimension, create, onMade, onClose } = props;
  const [name, setName] = useState("");
  const { run, isPending, error, fields } = useAction(create, { quiet: true });

  async function make() {
    const { isOff: _, ...on } = bareRule(line as Rule) as RuleNode;
    const { body, isNegated } = bodyOf(line);
    const rule =
      isGroup(body) && !isNegated ? (on as Rule) : { kind: "all" as const, children: [on as RuleNode] };
    const result = await run({ name, description: "", dimension, parentId: null, rule });
    if (result.ok) onMade(result.value.segmentId, name.trim());
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Make this group a segment of its own?"
      footer={
        <>
          <Button onClick={onClose}>Keep the group</Button>
          <Button variant="primary" busy={isPending} onClick={() => void make()}>
            Make segment
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pt-2">
        <p>
          Customers who {sentence}. The rule here then reads “is in” that segment, and other rules can name it
          too.
        </p>
        <TextField
          label="Name"
          autoFocus
          maxLength={120}
          value={name}
          error={fields.name}
          onChange={(event) => setName(event.target.value)}
        />
        {error && !fields.name && <FormError>{error.message}</FormError>}
      </div>
    </Dialog>
  );
}
