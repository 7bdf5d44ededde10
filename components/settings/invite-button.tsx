"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { ROLE_LABEL, ROLE_MEANING, ROLES, type Role } from "@/lib/auth/permissions";
import { INVITATION_DAYS } from "@/lib/workspaces/limits";
import { CopyField } from "./copy-field";

type InviteButtonProps = {
  action: Action<{ role: Role; email: string }, { token: string }>;
};

/** Asks for role and address, then shows the link, once. */
export function InviteButton({ action }: InviteButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [link, setLink] = useState<{ address: string; email: string } | null>(null);
  const [email, setEmail] = useState("");
  const { form, fields, error, isPending, clear } = useActionForm(action, {
    toInput: (data) => ({ role: String(data.get("role")) as Role, email: String(data.get("email")) }),
    quiet: true,
    onDone: ({ token }) => setLink({ address: `${window.location.origin}/invitation/${token}`, email }),
  });
  const close = () => {
    setOpen(false);
    setLink(null);
    setEmail("");
    clear();
  };
  return (
    <>
      <Button variant="primary" data-new="" onClick={() => setOpen(true)}>
        <UserPlus aria-hidden="true" />
        Invite
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        width="md"
        title={link ? "Send this link" : "Invite somebody"}
        footer={
          link ? (
            <Button variant="primary" onClick={close}>
              Done
            </Button>
          ) : (
            <>
              <Button variant="ghost" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" form="invite-form" variant="primary" busy={isPending}>
                Create link
              </Button>
            </>
          )
        }
      >
        {link ? (
          <div className="flex flex-col gap-3">
            <p>
              {link.email
                ? `Only ${link.email} can use it, once, within ${INVITATION_DAYS} days.`
                : `Whoever has it can use it, once, within ${INVITATION_DAYS} days. Send it to one person.`}
            </p>
            <CopyField
              label="Invitation link"
              value={link.address}
              help="It is shown only now: Facet keeps no copy of it."
            />
          </div>
        ) : (
          <form
            {...form}
            id="invite-form"
            method="post"
            className="flex flex-col gap-4 pt-2 text-ink"
            noValidate
          >
            {error && !error.fields && <FormError>{error.message}</FormError>}
            <TextField
              label="E-mail"
              name="email"
              type="email"
              optional
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value.trim())}
              error={fields.email}
              help="With an address, only that person can use the link."
            />
            <RadioCards
              legend="Role"
              name="role"
              defaultValue="marketer"
              error={fields.role}
              options={ROLES.map((role) => ({
                value: role,
                label: ROLE_LABEL[role],
                help: ROLE_MEANING[role],
              }))}
            />
          </form>
        )}
      </Dialog>
    </>
  );
}
