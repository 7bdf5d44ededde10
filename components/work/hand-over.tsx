"use client";

import { useId, useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { useActionForm } from "@/components/ui/use-action";
import type { ActionResult } from "@/lib/result";
import type { NamedKey } from "@/lib/timeline/plan";

export type HandOverProps<Base extends object> = Omit<ButtonProps, "onClick" | "action"> & {
  /** What is handed over, by name. */
  what: string;
  people: readonly NamedKey[];
  base: Base;
  action: (input: Base & { toUserId: string; note: string }) => Promise<ActionResult<unknown>>;
};

/** A button that asks for the person and a note, and hands over. */
export function HandOver<Base extends object>({
  what,
  people,
  base,
  action,
  ...button
}: HandOverProps<Base>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)} aria-label={`Hand over ${what}`}>
        Hand over
      </Button>
      <HandOverDialog
        what={`“${what}”`}
        people={people}
        base={base}
        action={action}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

export type HandOverDialogProps<Base extends object> = Pick<
  HandOverProps<Base>,
  "people" | "base" | "action"
> & {
  /** As it is said: “A name”, or 3 segments. */
  what: string;
  isOpen: boolean;
  onClose: () => void;
  onDone?: () => void;
};

/** Asks for the person and a note, and hands over. */
export function HandOverDialog<Base extends object>({
  what,
  people,
  base,
  action,
  isOpen,
  onClose,
  onDone,
}: HandOverDialogProps<Base>) {
  const id = useId();
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({
      ...base,
      toUserId: String(data.get("toUserId")),
      note: String(data.get("note")),
    }),
    done: `${what} handed over`,
    onDone: () => {
      onClose();
      onDone?.();
    },
  });
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={`Hand over ${what}?`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={id} variant="primary" busy={isPending} disabled={people.length === 0}>
            Hand over
          </Button>
        </>
      }
    >
      <form {...form} id={id} noValidate className="flex flex-col gap-4 text-ink">
        <SelectField
          label="To"
          name="toUserId"
          error={fields.toUserId}
          options={people.map(({ key, label }) => ({ value: key, label }))}
        />
        <TextareaField
          label="Note"
          name="note"
          optional
          rows={2}
          maxLength={500}
          error={fields.note}
          help="What the next person should know. Both of you get a notice."
        />
        {error && !error.fields && <p className="text-sm text-bad">{error.message}</p>}
      </form>
    </Dialog>
  );
}
