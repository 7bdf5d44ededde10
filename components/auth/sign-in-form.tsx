"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { FormError } from "./form-error";
import { useLeave } from "./use-leave";

type SignInFormProps = { action: Action<{ email: string; password: string }, unknown>; next: string };

/** First the address, then the password; both at once where the browser fills them in. */
export function SignInForm({ action, next }: SignInFormProps) {
  const { isLeaving, leaveFor } = useLeave();
  const password = useRef<HTMLInputElement>(null);
  const [hasEmail, setHasEmail] = useState(false);
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({ email: String(data.get("email")), password: String(data.get("password")) }),
    quiet: true,
    onDone: () => leaveFor(next),
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    if (hasEmail || password.current?.value) return form.onSubmit(event);
    event.preventDefault();
    const input = event.currentTarget.elements.namedItem("email");
    if (!(input instanceof HTMLInputElement) || !input.reportValidity()) return;
    setHasEmail(true);
    requestAnimationFrame(() => password.current?.focus());
  }

  return (
    <form onSubmit={onSubmit} method="post" className="flex flex-col gap-4" noValidate>
      <FormError error={error} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        error={fields.email}
      />
      {/* There from the start, so that a password manager finds it. */}
      <div hidden={!hasEmail}>
        <TextField
          ref={password}
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          error={fields.password}
        />
      </div>
      <Button type="submit" variant="primary" size="lg" busy={isPending || isLeaving}>
        {hasEmail ? "Sign in" : "Continue"}
      </Button>
      <p className="text-sm text-ink-3">No account? Ask an owner of your workspace for an invitation link.</p>
    </form>
  );
}
