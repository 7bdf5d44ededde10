import { useState } from "react";
import { type Action, useAction } from "@/components/ui/use-action";
import type { Failure } from "@/lib/result";
import { changesOf, type Draft, type EditedSegment, isChanged } from "@/lib/segments/editing/draft";
import { bareRule } from "@/lib/segments/editing/tree";
import type { SegmentInput, SegmentUpdate } from "@/lib/segments/model";
import type { Saved } from "@/lib/segments/segment";
import { ask } from "./ask";

/** Moments cross as text when the segment comes from the editor's own route. */
export type NewestSegment = Omit<EditedSegment, "savedAt"> & { savedAt: string | null };
export type CreateSegment = Action<SegmentInput, Saved>;
export type UpdateSegment = Action<SegmentUpdate, Saved>;

/** What a draft is compared with: the stored segment, or the start of a new one. */
export type Base = { draft: Draft; version: number; size: number | null };

/** What of a stored segment is no rule: each is written over only while it is as the editor knew it. */
const PLAIN = ["name", "description", "dimension", "parentId"] as const;

/**
 * Saves the draft over the version it began from. When somebody saved something else meanwhile, `theirs` holds it and
 * nothing was written.
 */
export function useSave(options: {
  segmentId: string | null;
  base: Base;
  create: CreateSegment;
  update: UpdateSegment;
  onSaved: (saved: Saved, isNewVersion: boolean) => void;
}) {
  const { segmentId, base, onSaved } = options;
  const creation = useAction(options.create, { quiet: true });
  const change = useAction(options.update, { quiet: true });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [theirs, setTheirs] = useState<NewestSegment | null>(null);

  async function save(draft: Draft, { note = "", version = base.version, from = base.draft } = {}) {
    setFailure(null);
    const changes = changesOf(draft, from);
    const before = Object.fromEntries(PLAIN.flatMap((key) => (key in changes ? [[key, from[key]]] : [])));
    const result = segmentId
      ? await change.run({ segmentId, version, ...changes, before, ...(note && { note }) })
      : await creation.run({ ...draft, rule: bareRule(draft.rule) });
    if (result.ok) {
      onSaved(result.value, segmentId !== null && changes.rule !== undefined);
      return;
    }
    const isRace = segmentId && result.error.code === "CONFLICT" && !result.error.fields;
    const newest = isRace ? await ask<NewestSegment>("newest", { segmentId }) : null;
    if (newest?.ok && isNews(newest.value, { version, draft: from })) setTheirs(newest.value);
    else setFailure(result.error);
  }

  return {
    save,
    isSaving: creation.isPending || change.isPending,
    failure,
    theirs,
    show: setTheirs,
    forgetTheirs: () => setTheirs(null),
    clear: () => setFailure(null),
  };
}

/** Whether somebody saved something since. */
export function isNews(newest: NewestSegment, { version, draft }: Pick<Base, "version" | "draft">): boolean {
  return newest.version !== version || isChanged(newest, draft);
}
