import { NoteForm } from "@/components/personas/note-form";
import { SidePanel } from "@/components/ui/side-panel";
import type { Note } from "@/lib/personas/persona";
import { addNote, changeNote } from "../actions";

type NotePanelProps = {
  personaId: string;
  /** Undefined for a new one. */
  note: Note | undefined;
  today: string;
  closeHref: string;
};

/** The form of a research note, beside the persona. */
export function NotePanel({ personaId, note, today, closeHref }: NotePanelProps) {
  return (
    <SidePanel
      title={note ? "Edit note" : "New research note"}
      lead="What somebody said, kept where the statements rest on it."
      closeHref={closeHref}
      className="print:hidden"
    >
      {note ? (
        <NoteForm
          action={changeNote}
          base={{ noteId: note.id, updatedAt: note.updatedAt }}
          initial={note}
          closeHref={closeHref}
        />
      ) : (
        <NoteForm
          action={addNote}
          base={{ personaId }}
          initial={{ title: "", heldOn: today, who: "", text: "", quotes: [] }}
          closeHref={closeHref}
        />
      )}
    </SidePanel>
  );
}
