"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { EVIDENCE, STATEMENT_KINDS } from "@/lib/personas/evidence";
import type { StatementInput } from "@/lib/personas/model";

let drafts = 0;
/** A key for a row that has no id yet. */
export const nextDraftId = () => `draft-${++drafts}`;

export type DraftStatement = StatementInput & { draftId: string };

type StatementEditorProps = {
  /** The persona's research notes, to rest a statement on. */
  notes: readonly { id: string; title: string }[];
  statements: DraftStatement[];
  onChange: (statements: DraftStatement[]) => void;
  /** Errors by path, "statements.2.text". */
  fields: Record<string, string>;
};

/** Statements with what they rest on; order by the arrow buttons. */
export function StatementEditor({ statements, notes, onChange, fields }: StatementEditorProps) {
  const change = (index: number, part: Partial<StatementInput>) =>
    onChange(statements.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const move = (index: number, by: 1 | -1) => {
    const next = [...statements];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    onChange(next);
  };
  const add = () =>
    onChange([
      ...statements,
      {
        draftId: nextDraftId(),
        kind: statements.at(-1)?.kind ?? "goal",
        text: "",
        evidence: "assumption",
        link: "",
        noteId: null,
      },
    ]);

  return (
    <section>
      <h2 className="text-md font-semibold">Statements</h2>
      <p className="mb-3 text-sm text-ink-2">
        What you know or believe, and what it rests on. Say so when it is a guess.
      </p>
      <ol className="flex flex-col gap-3">
        {statements.map((statement, index) => (
          <li key={statement.draftId} className="rounded-lg border border-line bg-surface p-4">
            <div className="grid gap-3 md:grid-cols-[160px_minmax(0,1fr)_140px]">
              <SelectField
                label="Kind"
                value={statement.kind}
                onChange={(event) => change(index, { kind: event.target.value as StatementInput["kind"] })}
                options={STATEMENT_KINDS.map((value) => ({ value, label: value }))}
              />
              <TextField
                label="Statement"
                name={`statements.${index}.text`}
                value={statement.text}
                error={fields[`statements.${index}.text`]}
                maxLength={500}
                onChange={(event) => change(index, { text: event.target.value })}
              />
              <SelectField
                label="Evidence"
                value={statement.evidence}
                onChange={(event) =>
                  change(index, { evidence: event.target.value as StatementInput["evidence"] })
                }
                options={EVIDENCE.map((value) => ({ value, label: value }))}
              />
            </div>
            <div className="mt-3 flex flex-wrap items-end gap-2">
              {notes.length > 0 && (
                <SelectField
                  className="w-full md:w-52"
                  label="Research note"
                  optional
                  placeholder="None"
                  value={statement.noteId ?? ""}
                  onChange={(event) => change(index, { noteId: event.target.value || null })}
                  options={notes.map(({ id, title }) => ({ value: id, label: title }))}
                />
              )}
              <TextField
                className="min-w-40 flex-1"
                label="Link to the source"
                name={`statements.${index}.link`}
                value={statement.link}
                error={fields[`statements.${index}.link`]}
                optional
                onChange={(event) => change(index, { link: event.target.value })}
              />
              <IconButton label="Move statement up" disabled={index === 0} onClick={() => move(index, -1)}>
                <ArrowUp aria-hidden="true" />
              </IconButton>
              <IconButton
                label="Move statement down"
                disabled={index === statements.length - 1}
                onClick={() => move(index, 1)}
              >
                <ArrowDown aria-hidden="true" />
              </IconButton>
              <IconButton
                label="Remove statement"
                onClick={() => onChange(statements.filter((each) => each.draftId !== statement.draftId))}
              >
                <X aria-hidden="true" />
              </IconButton>
            </div>
          </li>
        ))}
      </ol>
      <Button className="mt-3" onClick={add} disabled={statements.length >= 60}>
        <Plus aria-hidden="true" />
        Add statement
      </Button>
    </section>
  );
}
