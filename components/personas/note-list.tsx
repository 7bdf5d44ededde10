import { NotebookPen } from "lucide-react";
import Link from "next/link";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { formatDay } from "@/lib/days";
import { formatCount } from "@/lib/format";
import type { Note, Statement } from "@/lib/personas/persona";
import type { ActionResult } from "@/lib/result";

type NoteAction = (input: { noteId: string }) => Promise<ActionResult<void>>;
export type NoteActions = { remove: NoteAction; restore: NoteAction };

/** The research notes of a persona, the latest first, each under its own heading that statements lead to. */
export function NoteList({
  notes,
  statements,
  editHref,
  actions,
}: {
  notes: readonly Note[];
  statements: readonly Statement[];
  editHref: (noteId: string) => string;
  /** For who may edit the persona. */
  actions?: NoteActions | undefined;
}) {
  return (
    <ol className="divide-y divide-line">
      {notes.map(({ id, title, heldOn, who, text, quotes, byName }) => {
        const resting = statements.filter(({ noteId }) => noteId === id).length;
        return (
          <li key={id} id={`note-${id}`} className="scroll-mt-16 py-3 first:pt-0 last:pb-0">
            <div className="flex flex-wrap items-baseline gap-x-3">
              <h3 className="text-sm font-semibold">{title}</h3>
              <span className="text-xs text-ink-3">
                {[formatDay(heldOn), who, byName && `written down by ${byName}`].filter(Boolean).join(" · ")}
              </span>
              {actions && (
                <span className="ml-auto flex gap-1">
                  <ButtonLink size="sm" variant="ghost" href={editHref(id)} scroll={false}>
                    Edit note
                  </ButtonLink>
                  <ActionButton
                    size="sm"
                    variant="ghost"
                    action={actions.remove}
                    input={{ noteId: id }}
                    done="Note removed"
                    undo={{ action: actions.restore, input: { noteId: id } }}
                  >
                    Remove
                  </ActionButton>
                </span>
              )}
            </div>
            {quotes.map((quote) => (
              <blockquote
                key={quote}
                className="mt-1.5 border-l-2 border-line-strong pl-3 text-base text-ink-2"
              >
                “{quote}”
              </blockquote>
            ))}
            {text && <p className="mt-1.5 max-w-[70ch] text-sm whitespace-pre-line">{text}</p>}
            {resting > 0 && (
              <p className="mt-1 text-xs text-ink-3">
                {formatCount(resting, "statement")} {resting === 1 ? "rests" : "rest"} on it.
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** A link from a statement to the note that it rests on. */
export function NoteLink({ note }: { note: Note }) {
  return (
    <Link
      href={`#note-${note.id}`}
      className="inline-flex min-h-6 items-center gap-1 text-sm text-accent underline underline-offset-2 print:no-underline"
    >
      <NotebookPen aria-hidden="true" className="size-3" />
      {note.title}
    </Link>
  );
}
