"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { type ActionResult, type Failure, failureText } from "@/lib/result";
import { toastStore } from "./toast-store";

export type Action<Input, Value> = (input: Input) => Promise<ActionResult<Value>>;

export type ActionOptions<Value> = {
  /** The toast after success: a sentence, or one made from the value; none when left out. */
  done?: string | ((value: Value) => string);
  /** Offered on that toast. */
  undo?: (value: Value) => unknown;
  onDone?: (value: Value) => void;
  /** Errors stay with the caller and show no toast. */
  quiet?: boolean;
  /** Errors that name fields show no toast, because the caller shows them at the fields. */
  showsFields?: boolean;
};

const UNREACHABLE: Failure = {
  code: "UNAVAILABLE",
  message: "The server did not answer. Check the connection and try again.",
};

/** Calls a server action: `run(input)`, `isPending`, the last error and its fields; a failure shows a toast. */
export function useAction<Input, Value>(action: Action<Input, Value>, options: ActionOptions<Value> = {}) {
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<Failure | null>(null);

  function settle(result: ActionResult<Value>) {
    setError(result.ok ? null : result.error);
    if (!result.ok) {
      const isShown = options.quiet || (options.showsFields && result.error.fields);
      if (!isShown) toastStore.show({ text: failureText(result.error), tone: "failed" });
      return;
    }
    const { done, undo } = options;
    const { value } = result;
    if (done) {
      const text = typeof done === "function" ? done(value) : done;
      toastStore.show({ text, undo: undo && (() => undo(value)) });
    }
    options.onDone?.(value);
  }

  function run(input: Input): Promise<ActionResult<Value>> {
    return new Promise((resolve, reject) => {
      startTransition(async () => {
        try {
          const result = await action(input);
          settle(result);
          resolve(result);
        } catch (cause) {
          try {
            unstable_rethrow(cause);
          } catch (redirect) {
            reject(redirect);
            throw redirect;
          }
          const failure: ActionResult<Value> = { ok: false, error: UNREACHABLE };
          settle(failure);
          resolve(failure);
        }
      });
    });
  }

  return {
    run,
    isPending,
    error,
    fields: error?.fields ?? {},
    clear: () => setError(null),
  };
}

export type ActionFormOptions<Input, Value> = ActionOptions<Value> & {
  /** Makes the typed input of the action from the form's data. */
  toInput: (data: FormData) => Input;
};

/** A form that calls a server action: spread `form` on the form element, show `fields[name]` at the fields. */
export function useActionForm<Input, Value>(
  action: Action<Input, Value>,
  options: ActionFormOptions<Input, Value>,
) {
  const { toInput, ...rest } = options;
  const state = useAction(action, { ...rest, showsFields: true });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    void state.run(toInput(new FormData(form))).then(
      (result) => {
        if (result.ok || !result.error.fields) return;
        const [first] = Object.keys(result.error.fields);
        if (first) form.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
      },
      () => undefined,
    );
  }

  return { ...state, form: { onSubmit } };
}
