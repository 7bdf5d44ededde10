"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { type Action, useAction } from "@/components/ui/use-action";
import { formatCount } from "@/lib/format";
import type { ActionResult } from "@/lib/result";
import type { ArchiveOutlook, Asked } from "@/lib/segments/archive/outlook";
import type { SegmentRefs } from "@/lib/segments/model";
import { ask } from "./builder/ask";

export type ArchiveDialogProps = {
  segments: readonly { id: string; name: string }[];
  isOpen: boolean;
  onClose: () => void;
  onDone?: () => void;
  archive: Action<SegmentRefs, unknown>;
  restore: Action<SegmentRefs, unknown>;
};

const named = (segments: readonly { name: string }[]) =>
  segments.length === 1 ? `“${segments[0]?.name}”` : formatCount(segments.length, "segment");

/** Says what uses the segments. What still depends on one must be changed first; the others can go without it. */
export function ArchiveDialog({ segments, isOpen, onClose, onDone, archive, restore }: ArchiveDialogProps) {
  const ids = segments.map(({ id }) => id).join();
  const answer = useOutlook(ids, isOpen);
  const outlook = answer?.ok ? answer.value : null;
  const free = outlook?.free ?? [];
  const held = outlook?.held ?? [];
  const input = { segmentIds: free.map(({ id }) => id) };
  const { run, isPending, error } = useAction(archive, {
    done: `${named(free)} ${free.length === 1 ? "is" : "are"} archived`,
    undo: () => restore(input),
    quiet: true,
    onDone: () => {
      onClose();
      onDone?.();
    },
  });
  const mayGo = free.length > 0;
  const failure = error ?? (answer && !answer.ok ? answer.error : null);
  const title =
    outlook && !mayGo
      ? `${named(held)} ${held.length === 1 ? "is" : "are"} still used`
      : `Archive ${named(segments)}?`;
  const button = held.length > 0 ? `Archive the other ${free.length === 1 ? "one" : free.length}` : undefined;
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{outlook && !mayGo ? "Close" : "Cancel"}</Button>
          {(mayGo || !outlook) && (
            <Button
              variant="primary"
              busy={isPending}
              disabled={!mayGo}
              onClick={() => void run(input).catch(() => undefined)}
            >
              {button ?? (segments.length === 1 ? "Archive segment" : `Archive ${segments.length} segments`)}
            </Button>
          )}
        </>
      }
    >
      {outlook ? (
        <Outlook outlook={outlook} onLeave={onClose} />
      ) : (
        !failure && <p role="status">Looking up what uses {segments.length === 1 ? "it" : "them"}…</p>
      )}
      {failure && <FormError>{failure.message}</FormError>}
    </Dialog>
  );
}

/** Looked up each time the dialog opens; null until the answer is there. */
function useOutlook(ids: string, isOpen: boolean): ActionResult<ArchiveOutlook> | null {
  const [answer, setAnswer] = useState<ActionResult<ArchiveOutlook> | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    const question = new AbortController();
    setAnswer(null);
    void ask<ArchiveOutlook>("archive", { segmentIds: ids.split(",") }, question.signal).then(
      (result) => result && setAnswer(result),
    );
    return () => question.abort();
  }, [ids, isOpen]);
  return answer;
}

function Outlook({ outlook, onLeave }: { outlook: ArchiveOutlook; onLeave: () => void }) {
  const { free, held, heldByCampaigns, personas, pastCampaigns } = outlook;
  const kept = [
    personas > 0 && formatCount(personas, "persona"),
    pastCampaigns > 0 && formatCount(pastCampaigns, "finished campaign"),
  ].filter(Boolean);
  return (
    <div className="flex flex-col gap-2">
      {held.length > 0 && (
        <>
          <p>
            {free.length > 0 && `${formatCount(held.length, "segment stays", "segments stay")}, still used. `}
            {held.length > 1 &&
              heldByCampaigns > 0 &&
              `${formatCount(heldByCampaigns, "unfinished campaign speaks", "unfinished campaigns speak")} to them. `}
            Change or archive these first, then {held.length === 1 ? "it" : "they"} can be archived.
          </p>
          {held.map((segment) => (
            <Held
              key={segment.id}
              segment={segment}
              showsName={held.length + free.length > 1}
              onLeave={onLeave}
            />
          ))}
        </>
      )}
      {free.length > 0 && (
        <p>
          {free.length === 1 &&
            held.length === 0 &&
            "It is no longer counted and leaves every list. Its people and its history stay."}
          {(free.length > 1 || held.length > 0) &&
            `${formatCount(free.length, "segment")} can go: no longer counted, in no list; people and history stay.`}
        </p>
      )}
      {free.length > 0 && kept.length > 0 && <p>Kept as they are: {kept.join(" and ")}.</p>}
    </div>
  );
}

type HeldProps = { segment: Asked; showsName: boolean; onLeave: () => void };

function Held({ segment: { name, blockers }, showsName, onLeave }: HeldProps) {
  return (
    <section>
      {showsName && <h3 className="text-sm font-semibold text-ink">{name}</h3>}
      <ul className="divide-y divide-line text-sm text-ink">
        {blockers.map(({ id, name: user, kind, why }) => (
          <li key={id} className="flex items-baseline gap-2 py-1.5">
            <Link
              href={`/${kind}s/${id}`}
              onClick={onLeave}
              className="min-w-0 flex-1 truncate underline underline-offset-2"
            >
              {user}
            </Link>
            <span className="flex-none text-xs text-ink-3">{why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
