"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { RegistrationInput } from "@/lib/auth/model";
import { FormError } from "./form-error";
import { NewPasswordField } from "./new-password-field";
import { useLeave } from "./use-leave";

type RegisterFormProps = {
  action: Action<RegistrationInput, unknown>;
  token: string;
  /** The only address that the invitation is for, or null for any. */
  email: string | null;
  workspaceName: string;
};

/** A new account for the holder of an invitation. */
export function RegisterForm({ action, token, email, workspaceName }: RegisterFormProps) {
  const { isLeaving, leaveFor } = useLeave();
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({
      token,
      name: String(data.get("name")),
      email: String(data.get("email")),
      password: String(data.get("password")),
    }),
    quiet: true,
    onDone: () => leaveFor("/overview"),
  });
  return (
    <form {...form} method="post" className="flex flex-col gap-4" noValidate>
      <FormError error={error} />
      <TextField label="Your name" name="name" autoComplete="name" autoFocus error={fields.name} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        error={fields.email}
        {...(email ? { value: email, readOnly: true, help: "The invitation is for this address." } : {})}
      />
      <NewPasswordField error={fields.password} />
      <Button type="submit" variant="primary" size="lg" busy={isPending || isLeaving}>
        Join {workspaceName}
      </Button>
    </form>
  );
}
