"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAction } from "@/components/ui/use-action";
import { formatCount } from "@/lib/format";
import { blockersOf } from "@/lib/segments/blockers";
import type { SegmentDetail } from "@/lib/segments/segment";
import type { SegmentAction } from "./segment-cells";

export type ArchiveDialogProps = {
  segment: Pick<SegmentDetail, "id" | "name" | "children" | "uses">;
  isOpen: boolean;
  onClose: () => void;
  archive: SegmentAction;
  restore: SegmentAction;
};

/** Says what uses the segment. What still depends on it must be changed first; the rest stays as it is. */
export function ArchiveDialog({ segment, isOpen, onClose, archive, restore }: ArchiveDialogProps) {
  const input = { segmentId: segment.id };
  const { run, isPending, error } = useAction(archive, {
    done: `“${segment.name}” is archived`,
    undo: () => restore(input),
    quiet: true,
    onDone: onClose,
  });
  const blockers = blockersOf(segment);
  const { personas, campaigns } = segment.uses;
  const past = campaigns.length - blockers.filter(({ kind }) => kind === "campaign").length;
  const isBlocked = blockers.length > 0;
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={isBlocked ? `“${segment.name}” is still used` : `Archive “${segment.name}”?`}
      footer={
        <>
          <Button onClick={onClose}>{isBlocked ? "Close" : "Cancel"}</Button>
          {!isBlocked && (
            <Button variant="primary" busy={isPending} onClick={() => void run(input).catch(() => undefined)}>
              Archive segment
            </Button>
          )}
        </>
      }
    >
      {isBlocked ? (
        <>
          <p>Change or archive these first, then it can be archived.</p>
          <ul className="mt-2 divide-y divide-line text-sm text-ink">
            {blockers.map(({ id, name, kind, why }) => (
              <li key={id} className="flex items-baseline gap-2 py-1.5">
                <Link
                  href={`/${kind}s/${id}`}
                  onClick={onClose}
                  className="min-w-0 flex-1 truncate underline underline-offset-2"
                >
                  {name}
                </Link>
                <span className="flex-none text-xs text-ink-3">{why}</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>It is no longer counted and leaves every list. Its people and its history stay.</p>
          {(personas.length > 0 || past > 0) && (
            <p className="mt-2">
              Kept as they are:{" "}
              {[
                personas.length > 0 && formatCount(personas.length, "persona"),
                past > 0 && formatCount(past, "finished campaign"),
              ]
                .filter(Boolean)
                .join(" and ")}
              .
            </p>
          )}
        </>
      )}
      {error && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {error.message}
        </p>
      )}
    </Dialog>
  );
}
