"use client";

import { useRouter } from "next/navigation";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { Action } from "@/components/ui/use-action";

/** Asks, removes the webhook, and goes back to the others. */
export function RemoveButton({
  webhookId,
  name,
  action,
}: {
  webhookId: string;
  name: string;
  action: Action<{ webhookId: string }, void>;
}) {
  const router = useRouter();
  return (
    <ConfirmButton
      size="sm"
      variant="ghost"
      action={action}
      input={{ webhookId }}
      question={`Remove “${name}”?`}
      consequences="Its log goes with it, and so do messages that wait. The receiver is not told."
      confirmLabel="Remove webhook"
      done={`“${name}” is removed`}
      onDone={() => router.push("/settings/webhooks")}
    >
      Remove webhook
    </ConfirmButton>
  );
}
