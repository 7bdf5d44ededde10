"use client";

import { Button } from "@/components/ui/button";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { WorkspaceInput } from "@/lib/auth/model";
import { FormError } from "./form-error";
import { useLeave } from "./use-leave";
import { type WorkspaceChoices, WorkspaceFields, workspaceOf } from "./workspace-fields";

type NewWorkspaceFormProps = WorkspaceChoices & { action: Action<WorkspaceInput, unknown> };

export function NewWorkspaceForm({ action, ...choices }: NewWorkspaceFormProps) {
  const { isLeaving, leaveFor } = useLeave();
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: workspaceOf,
    quiet: true,
    onDone: () => leaveFor("/overview"),
  });
  return (
    <form {...form} method="post" className="flex flex-col gap-4" noValidate>
      <FormError error={error} />
      <WorkspaceFields fields={fields} {...choices} />
      <Button type="submit" variant="primary" size="lg" busy={isPending || isLeaving}>
        Create workspace
      </Button>
    </form>
  );
}
