"use client";

import { type ReactNode, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { Dialog } from "./dialog";
import { TextField } from "./input";
import { type Action, useAction } from "./use-action";

export type ConfirmButtonProps<Input, Value> = Omit<ButtonProps, "onClick" | "busy"> & {
  action: Action<Input, Value>;
  input: Input;
  /** The question: "Delete “Coffee regulars”?" */
  question: ReactNode;
  /** What it touches, in numbers: people, campaigns, tasks. */
  consequences?: ReactNode;
  /** Repeats the verb: "Delete segment". */
  confirmLabel: string;
  tone?: "danger" | "primary";
  /** When more than 1 000 people are touched: the name to type before the button works. */
  typedName?: string;
  done?: string;
  onDone?: (value: Value) => void;
};

/** A button that asks before it acts. */
export function ConfirmButton<Input, Value>(props: ConfirmButtonProps<Input, Value>) {
  const {
    action,
    input,
    question,
    consequences,
    confirmLabel,
    tone = "danger",
    typedName,
    done,
    onDone,
    ...button
  } = props;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const { run, isPending, error } = useAction(action, {
    done,
    quiet: true,
    onDone: (value) => {
      setOpen(false);
      onDone?.(value);
    },
  });
  const isBlocked = typedName !== undefined && typed.trim() !== typedName;
  const close = () => {
    setOpen(false);
    setTyped("");
  };

  return (
    <>
      <Button {...button} onClick={() => setOpen(true)} />
      <Dialog
        open={isOpen}
        onClose={close}
        title={question}
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant={tone}
              disabled={isBlocked}
              busy={isPending}
              onClick={() => void run(input).catch(() => undefined)}
            >
              {confirmLabel}
            </Button>
          </>
        }
      >
        {consequences}
        {error && (
          <p role="alert" className="mt-2 text-sm text-bad">
            {error.message}
          </p>
        )}
        {typedName !== undefined && (
          <TextField
            className="mt-3 text-ink"
            label={`Type “${typedName}” to go on`}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Dialog>
    </>
  );
}
