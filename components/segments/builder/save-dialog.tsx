"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextareaField } from "@/components/ui/textarea";
import { formatCount, formatNumber, formatSigned } from "@/lib/format";
import { wordDiff } from "@/lib/segments/history/diff";
import type { SegmentUses } from "@/lib/segments/segment";
import { WordDiff } from "./word-diff";

export type SaveDialogProps = {
  version: number;
  sizeBefore: number | null;
  /** Null while it is still counted. */
  sizeAfter: number | null;
  sentenceBefore: string;
  sentenceAfter: string;
  uses: SegmentUses;
  /** Segments that narrow this one. */
  childCount: number;
  isSaving: boolean;
  error: string | null;
  onSave: (note: string) => void;
  onClose: () => void;
};

/** What the new version changes, for how many, and what else it touches; with a note for those who come later. */
export function SaveDialog(props: SaveDialogProps) {
  const { version, sizeBefore, sizeAfter, uses, childCount, isSaving, error, onSave, onClose } = props;
  const [note, setNote] = useState("");
  const frozen = uses.campaigns.filter(({ status }) => status !== "draft" && status !== "planned");
  const open = uses.campaigns.filter(({ status }) => status === "draft" || status === "planned");
  const readers = childCount + uses.segments.length;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Save as version ${version}?`}
      width="md"
      footer={
        <>
          <Button onClick={onClose}>Keep editing</Button>
          <Button variant="primary" busy={isSaving} onClick={() => onSave(note)}>
            Save version {version}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-2">
        <div className="grid grid-cols-3 gap-3 rounded-md bg-sunken px-4 py-3">
          <Figure
            name={`Version ${version - 1}`}
            value={sizeBefore === null ? "–" : formatNumber(sizeBefore)}
          />
          <Figure
            name={`Version ${version}`}
            value={sizeAfter === null ? "counting…" : formatNumber(sizeAfter)}
          />
          <Figure
            name="Difference"
            value={sizeBefore === null || sizeAfter === null ? "–" : formatSigned(sizeAfter - sizeBefore)}
          />
        </div>
        <WordDiff
          className="text-base leading-relaxed"
          parts={wordDiff(props.sentenceBefore, props.sentenceAfter)}
        />
        <TextareaField
          label="Why"
          optional
          rows={2}
          maxLength={500}
          value={note}
          autoFocus
          onChange={(event) => setNote(event.target.value)}
          help="Shown in the history beside the version."
        />
        <div>
          <h3 className="text-sm font-medium text-ink">What it touches</h3>
          <ul className="mt-1 list-disc pl-5 text-sm">
            {uses.campaigns.length + readers + uses.personas.length === 0 && (
              <li>No campaign, persona or other segment uses it.</li>
            )}
            {open.map((campaign) => (
              <li key={campaign.id}>
                <span className="font-medium text-ink">{campaign.name}</span> ({campaign.status}) was planned
                with version {campaign.segmentVersion} and can be set to the new one.
              </li>
            ))}
            {frozen.map((campaign) => (
              <li key={campaign.id}>
                <span className="font-medium text-ink">{campaign.name}</span> ({campaign.status}) keeps
                version {campaign.segmentVersion}.
              </li>
            ))}
            {readers > 0 && (
              <li>{formatCount(readers, "segment")} that narrow or name it are counted again.</li>
            )}
            {uses.personas.length > 0 && (
              <li>The facts of {formatCount(uses.personas.length, "persona")} follow the new members.</li>
            )}
          </ul>
        </div>
        {error && <FormError>{error}</FormError>}
      </div>
    </Dialog>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <div className="text-xs text-ink-3">{name}</div>
      <div className="num text-md font-semibold text-ink">{value}</div>
    </div>
  );
}
