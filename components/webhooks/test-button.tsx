"use client";

import { Button } from "@/components/ui/button";
import { type Action, useAction } from "@/components/ui/use-action";
import type { Answer } from "@/lib/webhooks/delivery";

/** Sends a test message and says what was answered. */
export function TestButton({
  webhookId,
  action,
}: {
  webhookId: string;
  action: Action<{ webhookId: string }, Answer>;
}) {
  const { run, isPending } = useAction(action, {
    done: ({ code, durationMs, error }) => error ?? `The endpoint answered ${code} in ${durationMs} ms`,
  });
  return (
    <Button busy={isPending} onClick={() => void run({ webhookId }).catch(() => undefined)}>
      Send a test
    </Button>
  );
}
