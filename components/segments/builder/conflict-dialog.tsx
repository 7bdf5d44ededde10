"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { formatMoment } from "@/lib/format";
import type { Draft } from "@/lib/segments/editing/draft";
import { wordDiff } from "@/lib/segments/history/diff";
import { WordDiff } from "./word-diff";

/** A segment as the other person saved it; moments cross as text. */
export type Theirs = Draft & {
  version: number;
  savedBy: string | null;
  savedAt: string | null;
  note: string | null;
};

export type ConflictDialogProps = {
  /** What both began from. */
  base: Draft & { version: number };
  mine: Draft;
  theirs: Theirs;
  sentenceOf: (draft: Draft) => string;
  parentName: (parentId: string | null) => string;
  timeZone: string;
  isSaving: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onKeepBoth: () => void;
  onClose: () => void;
};

/** Somebody saved another version meanwhile: what each changed, word by word, and nothing is lost either way. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { base, mine, theirs, timeZone, isSaving, onKeepMine, onTakeTheirs, onKeepBoth, onClose } = props;
  const isNewVersion = theirs.version !== base.version;
  const who = (isNewVersion && theirs.savedBy) || "Somebody";
  const when =
    isNewVersion && theirs.savedAt
      ? `saved ${formatMoment(new Date(theirs.savedAt), timeZone, new Date())}`
      : "saved meanwhile";
  return (
    <Dialog
      open
      onClose={onClose}
      width="lg"
      title={
        isNewVersion
          ? `${who} saved version ${theirs.version} while you were editing`
          : "Somebody changed this segment while you were editing"
      }
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Keep editing
          </Button>
          <Button onClick={onTakeTheirs}>Take theirs</Button>
          <Button busy={isSaving} onClick={onKeepMine}>
            Keep mine
          </Button>
          <Button variant="primary" onClick={onKeepBoth}>
            Put both together
          </Button>
        </>
      }
    >
      <div className="grid gap-4 pt-2 md:grid-cols-2">
        <Side title={`${who}’s change, ${when}`} draft={theirs} note={theirs.note} {...props} />
        <Side title="Yours, not saved" draft={mine} {...props} />
      </div>
      <ul className="list-disc pt-3 pl-5 text-sm text-ink-2">
        <li>
          <b className="font-medium text-ink">Put both together</b>: the editor shows theirs with your changes
          in it; look at it, then save.
        </li>
        <li>
          <b className="font-medium text-ink">Keep mine</b>: yours is saved as the newest; theirs stays in the
          history.
        </li>
        <li>
          <b className="font-medium text-ink">Take theirs</b>: the editor shows theirs, and Undo brings yours
          back.
        </li>
      </ul>
    </Dialog>
  );
}

type SideProps = Pick<ConflictDialogProps, "base" | "sentenceOf" | "parentName"> & {
  title: string;
  draft: Draft;
  note?: string | null;
};

function Side({ title, draft, base, sentenceOf, parentName, note }: SideProps) {
  const others = [
    ["Name", base.name, draft.name],
    ["Description", base.description, draft.description],
    ["Dimension", base.dimension, draft.dimension],
    ["Within", parentName(base.parentId), parentName(draft.parentId)],
  ] as const;
  return (
    <section className="rounded-md border border-line p-3">
      <h3 className="text-xs font-semibold text-ink-2">{title}</h3>
      <WordDiff className="mt-1 text-sm" parts={wordDiff(sentenceOf(base), sentenceOf(draft))} />
      {others.map(([name, before, after]) =>
        before.trim() === after.trim() ? null : (
          <div key={name} className="mt-1 flex gap-1.5 text-sm">
            <span className="flex-none text-ink-3">{name}:</span>
            <WordDiff className="text-sm" parts={wordDiff(before, after.trim())} />
          </div>
        ),
      )}
      {note && <p className="mt-1 text-xs text-ink-3">“{note}”</p>}
    </section>
  );
}
