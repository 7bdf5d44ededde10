"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextareaField } from "@/components/ui/textarea";
import { useActionForm } from "@/components/ui/use-action";
import type { AllowProps } from "./conflict-buttons";

type AllowDialogProps = AllowProps & { isOpen: boolean; onClose: () => void };

/** Asks for the reason. */
export function AllowDialog({ conflict, allow, disallow, isOpen, onClose }: AllowDialogProps) {
  const { form, fields, error, isPending, clear } = useActionForm(allow, {
    toInput: (data) => ({ key: conflict.key, size: conflict.size, reason: String(data.get("reason")) }),
    quiet: true,
    done: "Allowed: it is quiet until it grows",
    undo: () => disallow({ key: conflict.key }),
    onDone: onClose,
  });
  const close = () => {
    onClose();
    clear();
  };
  return (
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
        <TextareaField label="Why it is fine" name="reason" rows={3} error={fields.reason} maxLength={500} />
      </form>
    </Dialog>
  );
}
