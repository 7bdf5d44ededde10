"use client";

import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { SetupInput } from "@/lib/auth/model";
import { WorkspaceFields, workspaceOf } from "./workspace-fields";

export function SetupForm({ action }: { action: Action<SetupInput, unknown> }) {
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({
      name: String(data.get("name")),
      email: String(data.get("email")),
      password: String(data.get("password")),
      workspace: workspaceOf(data),
    }),
    quiet: true,
    onDone: () => window.location.assign("/overview"),
  });
  return (
    <form {...form} className="flex flex-col gap-4" noValidate>
      {error && !error.fields && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {error.message}
        </p>
      )}
      <TextField label="Your name" name="name" autoComplete="name" autoFocus error={fields.name} />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" error={fields.email} />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        error={fields.password}
        help="At least 10 characters."
      />
      <WorkspaceFields fields={pick(fields)} />
      <Button type="submit" variant="primary" size="lg" busy={isPending}>
        Create workspace
      </Button>
    </form>
  );
}

const pick = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key.startsWith("workspace.")));
