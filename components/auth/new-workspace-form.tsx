"use client";

import { Button } from "@/components/ui/button";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { WorkspaceInput } from "@/lib/auth/model";
import { WorkspaceFields, workspaceOf } from "./workspace-fields";

export function NewWorkspaceForm({ action }: { action: Action<WorkspaceInput, unknown> }) {
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: workspaceOf,
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
      <WorkspaceFields fields={fields} />
      <Button type="submit" variant="primary" size="lg" busy={isPending}>
        Create workspace
      </Button>
    </form>
  );
}
