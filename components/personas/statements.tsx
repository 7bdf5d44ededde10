import { STATEMENT_KINDS, type StatementKind } from "@/lib/personas/evidence";
import type { Note, Statement } from "@/lib/personas/persona";
import { EvidencePill } from "./evidence-pill";
import { NoteLink } from "./note-list";

export const STATEMENT_TITLE: Record<StatementKind, string> = {
  goal: "Goals",
  frustration: "Frustrations",
  motivation: "Motivations",
  objection: "Objections",
  "buying habit": "Buying habits",
  "preferred channel": "Preferred channels",
  payment: "Payment",
  say: "Say",
  "do not": "Do not",
};

/** What the team says about the persona, by kind, each with what it rests on. */
export function Statements({
  statements,
  notes,
}: {
  statements: readonly Statement[];
  notes: readonly Note[];
}) {
  const byId = new Map(notes.map((note) => [note.id, note]));
  const first = STATEMENT_KINDS.find((kind) => statements.some((one) => one.kind === kind));
  return STATEMENT_KINDS.map((kind) => {
    const own = statements.filter((statement) => statement.kind === kind);
    if (own.length === 0) return null;
    return (
      <section key={kind} id={kind === first ? "statements" : undefined} className="scroll-mt-16">
        <h2 className="mb-1 text-sm font-semibold">{STATEMENT_TITLE[kind]}</h2>
        <ul className="flex flex-col gap-1.5 text-base">
          {own.map(({ id, text, evidence, link, noteId }) => {
            const note = noteId ? byId.get(noteId) : undefined;
            return (
              <li key={id} className="flex flex-wrap items-baseline gap-2">
                <span className="min-w-0 max-w-[60ch]">{text}</span>
                <EvidencePill evidence={evidence} />
                {link && (
                  <a
                    href={link}
                    className="text-sm text-accent underline"
                    rel="noreferrer noopener"
                    target="_blank"
                  >
                    source
                  </a>
                )}
                {note && <NoteLink note={note} />}
              </li>
            );
          })}
        </ul>
      </section>
    );
  });
}
