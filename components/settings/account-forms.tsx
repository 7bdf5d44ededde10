"use client";

import { useRef } from "react";
import { FormError } from "@/components/auth/form-error";
import { NewPasswordField } from "@/components/auth/new-password-field";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { AccountName, PasswordChange } from "@/lib/auth/model";
import { formatCount } from "@/lib/format";

type NameFormProps = { action: Action<AccountName, void>; name: string; email: string };

/** The name that others see, in every workspace. */
export function NameForm({ action, name, email }: NameFormProps) {
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({ name: String(data.get("name")) }),
    done: "Name saved",
  });
  return (
    <form {...form} method="post" className="flex max-w-md flex-col gap-4" noValidate>
      <FormError error={error} />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        defaultValue={name}
        error={fields.name}
        maxLength={80}
      />
      <TextField label="E-mail" value={email} readOnly help="What you sign in with." />
      <Button type="submit" className="self-start" busy={isPending}>
        Save name
      </Button>
    </form>
  );
}

type PasswordFormProps = { action: Action<PasswordChange, { ended: number }>; email: string };

export function PasswordForm({ action, email }: PasswordFormProps) {
  const element = useRef<HTMLFormElement>(null);
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({ current: String(data.get("current")), next: String(data.get("next")) }),
    quiet: true,
    done: ({ ended }) =>
      ended > 0 ? `Password changed; ${formatCount(ended, "other session")} ended` : "Password changed",
    onDone: () => element.current?.reset(),
  });
  return (
    <form {...form} ref={element} method="post" className="flex max-w-md flex-col gap-4" noValidate>
      <FormError error={error} />
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label="Present password"
        name="current"
        type="password"
        autoComplete="current-password"
        error={fields.current}
      />
      <NewPasswordField name="next" label="New password" error={fields.next} />
      <p className="text-xs text-ink-3">Your other sessions end when the password changes.</p>
      <Button type="submit" className="self-start" busy={isPending}>
        Change password
      </Button>
    </form>
  );
}
