"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { useActionForm } from "@/components/ui/use-action";
import { addDays, startOfWeek } from "@/lib/days";
import type { DuplicateButtonProps } from "./duplicate-button";

type DuplicateDialogProps = DuplicateButtonProps & { isOpen: boolean; onClose: () => void };

/** Asks for the name and the first day of the copy. */
export function DuplicateDialog({ campaign, action, isOpen, onClose }: DuplicateDialogProps) {
  const router = useRouter();
  const formId = useId();
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({
      campaignId: campaign.id,
      name: String(data.get("name")),
      startOn: String(data.get("startOn")),
    }),
    done: "Copied as a draft",
    onDone: ({ campaignId }) => {
      onClose();
      router.push(`/campaigns/${campaignId}`);
    },
  });
  const monday = addDays(startOfWeek(campaign.today), 7);
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={`Duplicate “${campaign.name}”`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={isPending}>
            Duplicate campaign
          </Button>
        </>
      }
    >
      <p className="mb-3">
        Brief and plan are copied into a draft that is yours. What was done, spent, approved and said stays
        behind.
      </p>
      <form {...form} id={formId} noValidate className="flex flex-col gap-3 text-ink">
        <TextField
          label="Name"
          name="name"
          defaultValue={`Copy of ${campaign.name}`.slice(0, 120)}
          maxLength={120}
          error={fields.name}
        />
        <TextField
          label="First day"
          name="startOn"
          type="date"
          defaultValue={campaign.startOn > campaign.today ? campaign.startOn : monday}
          error={fields.startOn}
          help="The last day and the plan move with it."
        />
        {error && !error.fields && <FormError>{error.message}</FormError>}
      </form>
    </Dialog>
  );
}
