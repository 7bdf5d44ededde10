"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toastStore } from "@/components/ui/toast-store";
import { BRIEF_WORD, type BriefField } from "@/lib/campaigns/brief";
import type { CampaignChange } from "@/lib/campaigns/model";
import { formatList } from "@/lib/format";
import type { Failure } from "@/lib/result";
import { inTurn, type Versioned } from "./in-turn";

export type BriefChanges = CampaignChange["changes"];
export type SaveBrief = (input: CampaignChange) => Promise<Versioned>;

/** A save that was refused because someone else was quicker: what it wanted, and who did what. */
export type BriefConflict = { changes: BriefChanges; before: BriefChanges; message: string };

const UNREACHABLE = {
  ok: false,
  error: {
    code: "UNAVAILABLE",
    message: "The server did not answer. Check the connection and try again.",
  },
} as const satisfies Versioned;

/** A change on its way; once it is saved, until the page shows the version that it made. */
type Pending = { changes: BriefChanges; savedAs: number | null };

const fieldsOf = (changes: BriefChanges) => Object.keys(changes) as BriefField[];

/** Refusals by part of the brief: of what is refused inside of a part, the first stands for the part too. */
function errorsOf({ message, fields = {} }: Failure, part: string): Record<string, string> {
  const own = Object.fromEntries(
    Object.entries(fields).map(([path, problem]) => [path.replace(/^changes\./, ""), problem]),
  );
  const [inside] = Object.entries(own).filter(([path]) => path.startsWith(`${part}.`));
  return { [part]: inside?.[1] ?? message, ...own };
}

/** Saves parts of a brief one after another, and says what became of each. */
export function useBrief(campaignId: string, version: number, save: SaveBrief) {
  const router = useRouter();
  const [conflict, setConflict] = useState<BriefConflict | null>(null);
  /** By the part that was refused, so that saving another one does not take the words away. */
  const [refused, setRefused] = useState<Partial<Record<string, Record<string, string>>>>({});
  const [sent, setSent] = useState<readonly Pending[]>([]);
  // Let go before the page is renewed, a new part would be gone for a moment, and what is typed into it for good.
  const isPending = ({ savedAs }: Pending) => savedAs === null || savedAs > version;
  const pending = sent.filter(isPending);
  const [revision, setRevision] = useState(0);

  function tell(result: Versioned, changes: BriefChanges, before: BriefChanges) {
    const [part = "form"] = fieldsOf(changes);
    const refuse = (key: string, errors?: Record<string, string>) =>
      setRefused((all) => ({ ...all, form: undefined, [key]: errors }));
    const words = formatList(fieldsOf(changes).map((field) => BRIEF_WORD[field]));
    if (result.ok) {
      setConflict(null);
      refuse(part);
      toastStore.show({
        text: `${words.charAt(0).toUpperCase()}${words.slice(1)} saved`,
        undo: () => change(before, changes),
      });
    } else if (result.error.code === "CONFLICT") {
      setConflict({ changes, before, message: result.error.message });
      router.refresh();
    } else if (result === UNREACHABLE) {
      refuse("form", { form: result.error.message });
    } else {
      refuse(part, errorsOf(result.error, part));
    }
  }

  /** Saves the change; `before` is what its undo saves. Answers how it went, and never rejects. */
  async function change(changes: BriefChanges, before: BriefChanges): Promise<Versioned> {
    const entry: Pending = { changes, savedAs: null };
    setSent((all) => [...all.filter(isPending), entry]);
    const result = await inTurn(campaignId, version, (base) =>
      save({ campaignId, version: base, changes }),
    ).catch((): Versioned => UNREACHABLE);
    tell(result, changes, before);
    const left = result.ok ? [{ changes, savedAs: result.value.version }] : [];
    setSent((all) => all.flatMap((each) => (each === entry ? left : [each])));
    return result;
  }

  return {
    change,
    errors: Object.assign({}, ...Object.values(refused)) as Partial<Record<string, string>>,
    isSaving: pending.length > 0,
    /** What is being saved: a choice of several builds on it, or a quick second one takes back the first. */
    wanted: Object.assign({}, ...pending.map(({ changes }) => changes)) as BriefChanges,
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
