"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { toastStore } from "@/components/ui/toast-store";
import { BRIEF_WORD, type BriefField } from "@/lib/campaigns/brief";
import type { CampaignChange } from "@/lib/campaigns/model";
import { formatList } from "@/lib/format";
import type { ActionResult } from "@/lib/result";

export type BriefChanges = CampaignChange["changes"];
export type SaveBrief = (input: CampaignChange) => Promise<ActionResult<{ version: number }>>;

/** A save that was refused because someone else was quicker: what it wanted, and who did what. */
export type BriefConflict = { changes: BriefChanges; before: BriefChanges; message: string };

const fieldsOf = (changes: BriefChanges) => Object.keys(changes) as BriefField[];

/** Saves parts of a brief one after another, each on the version that the one before it made. */
export function useBrief(campaignId: string, version: number, save: SaveBrief) {
  const router = useRouter();
  const made = useRef(version);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const [conflict, setConflict] = useState<BriefConflict | null>(null);
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({});
  const [pending, setPending] = useState(0);
  const [revision, setRevision] = useState(0);

  async function send(changes: BriefChanges, before: BriefChanges, base: number) {
    const result = await save({ campaignId, version: base, changes });
    const words = formatList(fieldsOf(changes).map((field) => BRIEF_WORD[field]));
    if (result.ok) {
      made.current = result.value.version;
      setConflict(null);
      setErrors({});
      toastStore.show({
        text: `${words.charAt(0).toUpperCase()}${words.slice(1)} saved`,
        undo: () => change(before, changes),
      });
    } else if (result.error.code === "CONFLICT") {
      setConflict({ changes, before, message: result.error.message });
      router.refresh();
    } else {
      const [field] = fieldsOf(changes);
      setErrors({ [field ?? "form"]: result.error.message, ...result.error.fields });
    }
  }

  /** Saves the change; `before` is what its undo saves. Resolves when it is settled, and never rejects. */
  function change(changes: BriefChanges, before: BriefChanges): Promise<void> {
    setPending((count) => count + 1);
    const next = queue.current
      .then(() => send(changes, before, Math.max(made.current, version)))
      .catch(() => setErrors({ form: "The server did not answer. Check the connection and try again." }))
      .finally(() => setPending((count) => count - 1));
    queue.current = next;
    return next;
  }

  return {
    change,
    errors,
    isSaving: pending > 0,
    conflict,
    /** Saves what was refused over the version that is shown now. */
    keepMine: () => {
      if (conflict) void change(conflict.changes, conflict.before);
    },
    takeTheirs: () => {
      setConflict(null);
      setRevision((count) => count + 1);
    },
    /** A key for what holds typed text: another one takes the typing back. */
    revision,
  };
}

/** Text that is being typed; a new value from the server replaces it. */
export function useDraft<T>(value: T): [T, (draft: T) => void] {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setDraft(value);
    return [value, setDraft];
  }
  return [draft, setDraft];
}
