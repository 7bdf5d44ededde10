"use client";

import { useState } from "react";
import { ActionButton } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextareaField } from "@/components/ui/textarea";
import { type Action, useAction, useActionForm } from "@/components/ui/use-action";
import type { Conflict, ProposedRemedy } from "@/lib/campaigns/conflicts/conflict";
import type { Allowance, AllowanceRef, Remedy } from "@/lib/campaigns/conflicts/model";

/** Does what is proposed; the toast takes it back. */
export function RemedyButton({
  proposed,
  action,
}: {
  proposed: ProposedRemedy;
  action: Action<Remedy, { undo: Remedy }>;
}) {
  const { run, isPending } = useAction(action, {
    done: proposed.done,
    undo: ({ undo }) => action(undo),
  });
  return (
    <Button
      size="sm"
      busy={isPending}
      onClick={() => void run(proposed.remedy).catch(() => undefined)}
      className="h-auto min-h-control max-w-full whitespace-normal text-left"
    >
      {proposed.label}
    </Button>
  );
}

/** Accepts a conflict with a reason: it is quiet until it grows. */
export function AllowButton({
  conflict,
  allow,
  disallow,
}: {
  conflict: Conflict;
  allow: Action<Allowance, void>;
  disallow: Action<AllowanceRef, void>;
}) {
  const [isOpen, setOpen] = useState(false);
  const { form, fields, error, isPending, clear } = useActionForm(allow, {
    toInput: (data) => ({ key: conflict.key, size: conflict.size, reason: String(data.get("reason")) }),
    quiet: true,
    done: "Allowed: it is quiet until it grows",
    undo: () => disallow({ key: conflict.key }),
    onDone: () => setOpen(false),
  });
  const close = () => {
    setOpen(false);
    clear();
  };
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)} aria-label={`Allow: ${conflict.title}`}>
        Allow
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title="Allow this conflict?"
        footer={
          <>
            <Button variant="ghost" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={`allow-${conflict.key}`} variant="primary" busy={isPending}>
              Allow conflict
            </Button>
          </>
        }
      >
        <form
          {...form}
          id={`allow-${conflict.key}`}
          method="post"
          className="flex flex-col gap-4 pt-2 text-ink"
          noValidate
        >
          {error && !error.fields && <FormError>{error.message}</FormError>}
          <p className="text-sm">
            {conflict.title}. It stays quiet until it is worse than {conflict.harm}.
          </p>
          <TextareaField
            label="Why it is fine"
            name="reason"
            rows={3}
            error={fields.reason}
            maxLength={500}
          />
        </form>
      </Dialog>
    </>
  );
}

export function DisallowButton({
  conflict,
  action,
}: {
  conflict: Conflict;
  action: Action<AllowanceRef, void>;
}) {
  return (
    <ActionButton
      size="sm"
      variant="ghost"
      action={action}
      input={{ key: conflict.key }}
      done="It counts as a conflict again"
      aria-label={`No longer allow: ${conflict.title}`}
    >
      No longer allow
    </ActionButton>
  );
}
