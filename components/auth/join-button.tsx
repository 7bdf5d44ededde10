"use client";

import { Button } from "@/components/ui/button";
import { type Action, useAction } from "@/components/ui/use-action";
import { FormError } from "./form-error";
import { useLeave } from "./use-leave";

type JoinButtonProps = {
  action: Action<{ token: string }, unknown>;
  token: string;
  workspaceName: string;
};

/** For who is signed in already: one click. */
export function JoinButton({ action, token, workspaceName }: JoinButtonProps) {
  const { isLeaving, leaveFor } = useLeave();
  const { run, isPending, error } = useAction(action, { quiet: true, onDone: () => leaveFor("/overview") });
  return (
    <>
      <FormError error={error} />
      <Button
        variant="primary"
        size="lg"
        block
        busy={isPending || isLeaving}
        onClick={() => void run({ token }).catch(() => undefined)}
      >
        Join {workspaceName}
      </Button>
    </>
  );
}
