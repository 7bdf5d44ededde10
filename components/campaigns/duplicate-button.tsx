"use client";

import { Copy } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { Campaign } from "@/lib/campaigns/campaign";
import type { Duplication } from "@/lib/campaigns/copying/model";
import { addDays, startOfWeek } from "@/lib/days";

export type DuplicateCampaign = Action<Duplication, { campaignId: string }>;

type DuplicateButtonProps = {
  campaign: Pick<Campaign, "id" | "name" | "startOn" | "today">;
  action: DuplicateCampaign;
};

/** Makes a draft of the same brief and plan, from another first day on. */
export function DuplicateButton({ campaign, action }: DuplicateButtonProps) {
  const [isOpen, setOpen] = useState(false);
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
      setOpen(false);
      router.push(`/campaigns/${campaignId}`);
    },
  });
  const monday = addDays(startOfWeek(campaign.today), 7);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Copy aria-hidden="true" />
        Duplicate
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={`Duplicate “${campaign.name}”`}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
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
    </>
  );
}
