"use client";

import type { Action } from "@/components/ui/use-action";
import { HandOverDialog } from "@/components/work/hand-over";
import { formatCount } from "@/lib/format";
import type { HandOverAllInput, SegmentUpdate } from "@/lib/segments/model";
import type { Saved, SegmentRow } from "@/lib/segments/segment";
import type { CopyInput } from "@/lib/segments/static/model";
import type { NamedKey } from "@/lib/timeline/plan";
import { ArchiveDialog } from "./archive-dialog";
import { CopyDialog } from "./copy-dialog";
import { DetailsDialog } from "./details-dialog";
import type { AskedAct, MenuActions } from "./segment-menu-items";

export type SegmentDialogsProps = {
  act: AskedAct;
  /** Archiving and handing over take several; the others the first. */
  segments: readonly (Pick<SegmentRow, "id" | "name" | "description" | "dimension" | "version" | "size"> & {
    ownerId: string | null;
  })[];
  isOpen: boolean;
  onClose: () => void;
  onDone?: () => void;
  dayWords: string;
  /** Who may own a segment. */
  people: readonly NamedKey[];
  actions: Pick<MenuActions, "archive" | "restore"> & {
    update: Action<SegmentUpdate, Saved>;
    copy: Action<CopyInput, Saved>;
    handOver: Action<HandOverAllInput, unknown>;
  };
};

/** The dialog of one act, for one segment or several. */
export function SegmentDialogs(props: SegmentDialogsProps) {
  const { act, segments, dayWords, people, actions, ...dialog } = props;
  const [segment] = segments;
  if (!segment) return null;
  if (act === "archive")
    return (
      <ArchiveDialog {...dialog} segments={segments} archive={actions.archive} restore={actions.restore} />
    );
  if (act === "handOver")
    return (
      <HandOverDialog
        {...dialog}
        what={segments.length === 1 ? `“${segment.name}”` : formatCount(segments.length, "segment")}
        people={people.filter(({ key }) => segments.some(({ ownerId }) => ownerId !== key))}
        base={{ segmentIds: segments.map(({ id }) => id) }}
        action={actions.handOver}
      />
    );
  const { isOpen, onClose } = dialog;
  return act === "copy" ? (
    <CopyDialog
      segment={segment}
      suggestion={`${segment.name}, ${dayWords}`.slice(0, 120)}
      isOpen={isOpen}
      onClose={onClose}
      action={actions.copy}
    />
  ) : (
    <DetailsDialog segment={segment} isOpen={isOpen} onClose={onClose} action={actions.update} />
  );
}
