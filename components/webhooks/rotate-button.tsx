"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type Action, useAction } from "@/components/ui/use-action";
import { SECRET_OVERLAP_HOURS } from "@/lib/webhooks/webhook";
import { SecretField } from "./webhook-form";

/** Makes a new secret after asking, and shows it, once. */
export function RotateButton({
  webhookId,
  action,
}: {
  webhookId: string;
  action: Action<{ webhookId: string }, { secret: string }>;
}) {
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { run, isPending, error } = useAction(action, {
    quiet: true,
    onDone: (made) => setSecret(made.secret),
  });
  const close = () => {
    setOpen(false);
    setSecret(null);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>New secret</Button>
      <Dialog
        open={isOpen}
        onClose={close}
        width="md"
        title={secret ? "Keep this secret" : "Make a new secret?"}
        footer={
          secret ? (
            <Button variant="primary" onClick={close}>
              Done
            </Button>
          ) : (
            <>
              <Button onClick={close}>Cancel</Button>
              <Button
                variant="primary"
                busy={isPending}
                onClick={() => void run({ webhookId }).catch(() => undefined)}
              >
                Make a new secret
              </Button>
            </>
          )
        }
      >
        {secret ? (
          <SecretField secret={secret} />
        ) : (
          <>
            <p>
              Messages are signed with both secrets for {SECRET_OVERLAP_HOURS} hours, so that the receiver can
              change over without losing any. After that only the new one counts.
            </p>
            {error && (
              <p role="alert" className="mt-2 text-sm text-bad">
                {error.message}
              </p>
            )}
          </>
        )}
      </Dialog>
    </>
  );
}
