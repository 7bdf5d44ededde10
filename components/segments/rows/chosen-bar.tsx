"use client";

import { Archive, Blend, Undo2, UserRoundCheck, X } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useAction } from "@/components/ui/use-action";
import { formatCount } from "@/lib/format";
import type { SegmentActs } from "@/lib/segments/acts";
import { MOST_SHOWN } from "@/lib/segments/overlap/matrix";
import type { SegmentRow } from "@/lib/segments/segment";
import type { AskedAct, MenuActions } from "../segment-menu-items";

export type ChosenBarProps = Pick<MenuActions, "archive" | "restore"> & {
  chosen: readonly SegmentRow[];
  mayOn: (segment: SegmentRow) => SegmentActs;
  ask: (act: AskedAct, segmentIds: readonly string[]) => void;
  onClear: () => void;
};

const WORDS = "max-sm:sr-only";

/** What can be done with several segments at once, at the foot of the window while any is chosen. */
export function ChosenBar({ chosen, mayOn, ask, onClear, archive, restore }: ChosenBarProps) {
  const inUse = chosen.filter(({ status }) => status !== "archived");
  const ids = inUse.map(({ id }) => id);
  const archived = chosen.filter(({ status }) => status === "archived");
  const back = { segmentIds: archived.map(({ id }) => id) };
  const restoring = useAction(restore, {
    done: `${formatCount(archived.length, "segment")} in use again`,
    undo: () => archive(back),
    onDone: onClear,
  });
  const all = (act: keyof SegmentActs) => inUse.length > 0 && inUse.every((one) => mayOn(one)[act]);
  return (
    <section
      aria-label="Selected segments"
      className="sticky bottom-[calc(var(--bottom-bar)+12px)] z-10 mx-auto mt-3 flex w-fit max-w-full items-center gap-1 rounded-lg border border-line bg-surface py-1 pr-1 pl-3 text-sm whitespace-nowrap shadow-pop print:hidden"
    >
      <span className="num mr-1 font-medium">
        {chosen.length}
        <span className={WORDS}> {chosen.length === 1 ? "segment" : "segments"}</span> selected
      </span>
      {ids.length > 1 && ids.length <= MOST_SHOWN && (
        <ButtonLink variant="ghost" href={`/segments/overlap?ids=${ids.join(",")}`} title="Compare overlap">
          <Blend aria-hidden="true" />
          <span className={WORDS}>Compare overlap</span>
        </ButtonLink>
      )}
      {ids.length > MOST_SHOWN && (
        <span className="px-2 text-xs text-ink-3 max-sm:hidden">Overlap compares up to {MOST_SHOWN}</span>
      )}
      {all("give") && (
        <Button variant="ghost" onClick={() => ask("handOver", ids)} title="Hand over">
          <UserRoundCheck aria-hidden="true" />
          <span className={WORDS}>Hand over</span>
        </Button>
      )}
      {all("edit") && (
        <Button variant="ghost" onClick={() => ask("archive", ids)} title="Archive">
          <Archive aria-hidden="true" />
          <span className={WORDS}>Archive</span>
        </Button>
      )}
      {archived.length === chosen.length && archived.every((one) => mayOn(one).edit) && (
        <Button
          variant="ghost"
          busy={restoring.isPending}
          onClick={() => void restoring.run(back).catch(() => undefined)}
          title="Restore"
        >
          <Undo2 aria-hidden="true" />
          <span className={WORDS}>Restore</span>
        </Button>
      )}
      <IconButton label="Select nothing (Esc)" onClick={onClear}>
        <X aria-hidden="true" />
      </IconButton>
    </section>
  );
}
