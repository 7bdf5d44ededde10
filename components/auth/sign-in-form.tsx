"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";

type SignInFormProps = { action: Action<{ email: string; password: string }, unknown>; next: string };

export function SignInForm({ action, next }: SignInFormProps) {
  const [isLeaving, setLeaving] = useState(false);
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({ email: String(data.get("email")), password: String(data.get("password")) }),
    quiet: true,
    onDone: () => {
      setLeaving(true);
      window.location.assign(next);
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4" noValidate>
      {error && !error.fields && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {error.message}
        </p>
      )}
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        error={fields.email}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        error={fields.password}
      />
      <Button type="submit" variant="primary" size="lg" busy={isPending || isLeaving}>
        Sign in
      </Button>
      <p className="text-sm text-ink-3">No account? Ask an owner of your workspace for an invitation link.</p>
    </form>
  );
}
