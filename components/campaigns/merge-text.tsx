"use client";

import { Braces } from "lucide-react";
import { useRef } from "react";
import { Field } from "@/components/ui/field";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { Textarea } from "@/components/ui/textarea";
import { MERGE_FIELDS, MERGE_KEYS, type MergeField, readMerge } from "@/lib/campaigns/merge";

type MergeTextProps = {
  label: string;
  /** Names it among several of the same label. */
  of: string;
  draft: string;
  saved: string;
  rows: number;
  error?: string;
  without?: readonly MergeField[];
  onDraft: (text: string) => void;
  onSave: (text: string) => void;
};

/** A text with merge fields from a menu; what is no field is told with its place, and not saved. */
export function MergeText(props: MergeTextProps) {
  const { label, of, draft, saved, rows, error, without = [], onDraft, onSave } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const [problem] = readMerge(draft).problems;
  const said = problem && `Line ${problem.line}, character ${problem.column}: ${problem.message}.`;

  function insert(field: MergeField) {
    const element = area.current;
    if (!element) return;
    const at = element.selectionStart;
    const piece = `{{${field}}}`;
    onDraft(`${draft.slice(0, at)}${piece}${draft.slice(element.selectionEnd)}`);
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(at + piece.length, at + piece.length);
    });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only learns that the focus has left text and menu
    <div
      className="relative"
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        const text = draft.trim();
        if (text !== saved && !problem) onSave(text);
      }}
    >
      <Field label={label} error={said ?? error}>
        {(wiring) => (
          <Textarea
            {...wiring}
            ref={area}
            rows={rows}
            value={draft}
            onChange={(event) => onDraft(event.target.value)}
          />
        )}
      </Field>
      <div className="absolute top-0 right-0">
        <Menu
          trigger={
            <>
              <Braces aria-hidden="true" />
              Field
            </>
          }
          label={`Insert a field into the ${label.toLowerCase()} of ${of}`}
          align="end"
          variant="link"
          size="sm"
          triggerClassName="inline-flex min-h-6 items-center gap-1 rounded-md px-1 text-xs text-accent hover:text-accent-strong [&_svg]:size-3"
        >
          <MenuLabel>Filled in for each person</MenuLabel>
          {MERGE_KEYS.filter((key) => !without.includes(key)).map((key) => (
            <MenuItem key={key} onClick={() => insert(key)}>
              {MERGE_FIELDS[key]}
              <span className="ml-auto pl-4 text-xs text-ink-3">{`{{${key}}}`}</span>
            </MenuItem>
          ))}
        </Menu>
      </div>
    </div>
  );
}
