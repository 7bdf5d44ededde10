"use client";

import { lazy, Suspense } from "react";
import { ActionButton } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";
import { type Action, useAction } from "@/components/ui/use-action";
import { useAsked } from "@/components/ui/use-asked";
import type { Conflict, ProposedRemedy } from "@/lib/campaigns/conflicts/conflict";
import type { Allowance, AllowanceRef, Remedy } from "@/lib/campaigns/conflicts/model";

const AllowDialog = lazy(() => import("./allow-dialog").then((module) => ({ default: module.AllowDialog })));

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

export type AllowProps = {
  conflict: Conflict;
  allow: Action<Allowance, void>;
  disallow: Action<AllowanceRef, void>;
};

/** Accepts a conflict with a reason: it is quiet until it grows. */
export function AllowButton(props: AllowProps) {
  const { asked, isOpen, ask, close } = useAsked<Conflict>();
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => ask(props.conflict)}
        aria-label={`Allow: ${props.conflict.title}`}
      >
        Allow
      </Button>
      {asked && (
        <Suspense>
          <AllowDialog {...props} isOpen={isOpen} onClose={close} />
        </Suspense>
      )}
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
