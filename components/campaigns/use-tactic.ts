"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { toastStore } from "@/components/ui/toast-store";
import type { PlanItemRow } from "@/lib/campaigns/plan/item";
import type { PlanItemChange } from "@/lib/campaigns/plan/model";
import { type ActionResult, failureText } from "@/lib/result";

export type UpdateTactic = (input: PlanItemChange) => Promise<ActionResult<{ version: number }>>;
export type SaveTactic = (changes: PlanItemChange["changes"], words: string) => Promise<void>;

/** Saves parts of a tactic one after another, each on the version that the one before made, and offers the way back. */
export function useTactic(item: PlanItemRow, update: UpdateTactic): SaveTactic {
  const router = useRouter();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const made = useRef(0);
  return (changes, words) => {
    const turn = last.current.then(async () => {
      const version = Math.max(item.version, made.current);
      const result = await update({ itemId: item.id, version, changes });
      if (!result.ok) {
        toastStore.show({ text: failureText(result.error), tone: "failed" });
        if (result.error.code === "CONFLICT") router.refresh();
        return;
      }
      made.current = result.value.version;
      const before = Object.fromEntries(
        Object.keys(changes).map((key) => [key, item[key as keyof typeof changes]]),
      );
      // A tactic that was finished by hand stays so when its points go back.
      const whole = "checklist" in changes && item.progress === 100 ? { ...before, progress: 100 } : before;
      toastStore.show({
        text: words,
        undo: () => update({ itemId: item.id, version: made.current, changes: whole }),
      });
    });
    last.current = turn.catch(() => undefined);
    return turn;
  };
}
