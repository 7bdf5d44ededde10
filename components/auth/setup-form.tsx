"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { SetupInput } from "@/lib/auth/model";
import { FormError } from "./form-error";
import { NewPasswordField } from "./new-password-field";
import { useLeave } from "./use-leave";
import { type WorkspaceChoices, WorkspaceFields, workspaceOf } from "./workspace-fields";

type SetupFormProps = WorkspaceChoices & { action: Action<SetupInput, unknown> };

/** The owner of a new server, and their first workspace. */
export function SetupForm({ action, ...choices }: SetupFormProps) {
  const { isLeaving, leaveFor } = useLeave();
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({
      name: String(data.get("name")),
      email: String(data.get("email")),
      password: String(data.get("password")),
      workspace: workspaceOf(data),
    }),
    quiet: true,
    onDone: () => leaveFor("/overview"),
  });
  const ofWorkspace = Object.entries(fields).filter(([key]) => key.startsWith("workspace."));
  return (
    <form {...form} method="post" className="flex flex-col gap-4" noValidate>
      <FormError error={error} />
      <TextField label="Your name" name="name" autoComplete="name" autoFocus error={fields.name} />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" error={fields.email} />
      <NewPasswordField error={fields.password} />
      <WorkspaceFields fields={Object.fromEntries(ofWorkspace)} {...choices} />
      <Button type="submit" variant="primary" size="lg" busy={isPending || isLeaving}>
        Create workspace
      </Button>
    </form>
  );
}
