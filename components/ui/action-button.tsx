"use client";

import type { ActionResult } from "@/lib/result";
import { Button, type ButtonProps } from "./button";
import { type Action, useAction } from "./use-action";

export type ActionButtonProps<Input, Value> = Omit<ButtonProps, "onClick" | "busy"> & {
  action: Action<Input, Value>;
  input: Input;
  /** The toast after success. */
  done?: string;
  /** A server action that puts things back, with its input; offered on the toast. */
  undo?: { action: (input: never) => Promise<ActionResult<unknown>>; input: unknown };
  onDone?: (value: Value) => void;
};

/** A button that runs one server action; works from a server component. */
export function ActionButton<Input, Value>({
  action,
  input,
  done,
  undo,
  onDone,
  ...rest
}: ActionButtonProps<Input, Value>) {
  const { run, isPending } = useAction(action, {
    done,
    onDone,
    undo: undo && (() => undo.action(undo.input as never)),
  });
  return <Button {...rest} busy={isPending} onClick={() => void run(input).catch(() => undefined)} />;
}
