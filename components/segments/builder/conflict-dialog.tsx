"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { formatMoment } from "@/lib/format";

/** A segment as the other person saved it; moments cross as text. */
export type Theirs = {
  version: number;
  savedBy: string | null;
  savedAt: string | null;
  note: string | null;
};

export type ConflictDialogProps = {
  theirs: Theirs;
  mine: { sentence: string; name: string };
  other: { sentence: string; name: string };
  timeZone: string;
  isSaving: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onClose: () => void;
};

/** Somebody saved another version meanwhile: both as sentences, and nothing is lost either way. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { theirs, mine, other, timeZone, isSaving, onKeepMine, onTakeTheirs, onClose } = props;
  const who = theirs.savedBy ?? "Somebody";
  const when = theirs.savedAt ? formatMoment(new Date(theirs.savedAt), timeZone, new Date()) : "meanwhile";
  return (
    <Dialog
      open
      onClose={onClose}
      width="lg"
      title={`${who} saved version ${theirs.version} while you were editing`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Keep editing
          </Button>
          <Button onClick={onTakeTheirs}>Take theirs</Button>
          <Button variant="primary" busy={isSaving} onClick={onKeepMine}>
            Keep mine as version {theirs.version + 1}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 pt-2 md:grid-cols-2">
        <Side title="Yours, not saved" name={mine.name} sentence={mine.sentence} />
        <Side
          title={`${who}’s, saved ${when}`}
          name={other.name}
          sentence={other.sentence}
          note={theirs.note}
        />
      </div>
      <p className="pt-3 text-sm text-ink-3">
        Keep mine: yours becomes the newest version, theirs stays in the history. Take theirs: the editor
        shows their rule, and Undo brings yours back.
      </p>
    </Dialog>
  );
}

function Side(props: { title: string; name: string; sentence: string; note?: string | null }) {
  const { title, name, sentence, note } = props;
  return (
    <section className="rounded-md border border-line p-3">
      <h3 className="text-xs font-semibold text-ink-2">{title}</h3>
      <p className="mt-1 text-sm font-medium text-ink">{name}</p>
      <p className="text-sm text-ink-2">{sentence}</p>
      {note && <p className="mt-1 text-xs text-ink-3">“{note}”</p>}
    </section>
  );
}
