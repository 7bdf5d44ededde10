"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { readPreference, SINGLE_KEYS_KEY } from "@/components/shell/preferences";
import { useSay } from "@/components/ui/use-say";
import { formatCount } from "@/lib/format";
import type { SegmentActs } from "@/lib/segments/acts";
import type { SegmentRow } from "@/lib/segments/segment";
import { editing } from "../editing";
import type { SegmentDialogsProps } from "../segment-dialogs";
import type { AskedAct, MenuActions } from "../segment-menu-items";
import { useAskedAct } from "../use-asked-act";
import { RowActsContext } from "./row-acts-context";

const SegmentDialogs = lazy(() =>
  import("../segment-dialogs").then((module) => ({ default: module.SegmentDialogs })),
);
const ChosenBar = lazy(() => import("./chosen-bar").then((module) => ({ default: module.ChosenBar })));

export type RowActsProps = Pick<SegmentDialogsProps, "dayWords" | "people"> & {
  /** Those that are listed now; what is chosen and no longer listed is forgotten for the time. */
  rows: readonly SegmentRow[];
  userId: string | null;
  /** With a segment of one's own, and with any other. */
  may: { own: SegmentActs; other: SegmentActs };
  actions: MenuActions & SegmentDialogsProps["actions"];
  children: ReactNode;
};

const ROWS = "[data-segment]";
/** So long after an act the rows may come anew and the focus be lost by it. */
const LEAVING_MS = 10_000;
/** The tab stop of a tree, or the link of a row. */
const FOCUSED = "[data-row][tabindex='0'], [data-row-link]";
/** A letter in a field, an open menu or a dialog is theirs. */
const BUSY = "input:not([type=checkbox]), textarea, select, dialog, [popover]";

/** What can be done with the rows of a list: a menu and keys for each, a bar for several. */
export function RowActs({ rows, userId, may, actions, dayWords, people, children }: RowActsProps) {
  const router = useRouter();
  const place = useRef<HTMLDivElement>(null);
  const anchor = useRef<string | null>(null);
  const leftAt = useRef(0);
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const { asked, isOpen, ask, close } = useAskedAct();
  const { say, region } = useSay();
  const chosen = rows.filter(({ id }) => chosenIds.has(id));
  const mayOn = ({ ownerId }: SegmentRow) => (ownerId !== null && ownerId === userId ? may.own : may.other);

  // A row that left the list, or the bar, takes the focus with it: it goes to the row chosen last, or the first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: to be seen whenever one of them may have left
  useEffect(() => {
    const isRecent = Date.now() - leftAt.current < LEAVING_MS;
    if (!isRecent || isOpen || document.activeElement !== document.body) return;
    const last = place.current?.querySelector(`[data-segment="${anchor.current}"]`) ?? place.current;
    const row = last?.matches("[tabindex]") ? last : last?.querySelector(FOCUSED);
    if (row instanceof HTMLElement) row.focus();
  }, [rows, chosen.length, isOpen]);

  function choose(next: ReadonlySet<string>) {
    setChosenIds(next);
    const count = rows.filter(({ id }) => next.has(id)).length;
    say(count === 0 ? "Nothing selected" : `${formatCount(count, "segment")} selected`);
  }
  function toggle(id: string, isRange: boolean) {
    const next = new Set(chosenIds);
    const ids = [...(place.current?.querySelectorAll<HTMLElement>(ROWS) ?? [])].map(
      (row) => row.dataset.segment ?? "",
    );
    const [from, to] = [ids.indexOf(anchor.current ?? ""), ids.indexOf(id)];
    if (isRange && from >= 0)
      for (const one of ids.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
    else if (!next.delete(id)) next.add(id);
    anchor.current = id;
    choose(next);
  }
  const clear = () => {
    leftAt.current = Date.now();
    choose(new Set());
  };
  const askFor = (act: AskedAct, ids: readonly string[]) => {
    leftAt.current = Date.now();
    ask(act, ids);
  };

  function onKeyDown(event: KeyboardEvent) {
    const target = event.target as Element;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest(BUSY))
      return;
    if (event.key === "Escape" && chosen.length > 0) {
      event.preventDefault();
      clear();
      return;
    }
    const id = target.closest<HTMLElement>(ROWS)?.dataset.segment;
    const row = rows.find((one) => one.id === id);
    if (!row || readPreference(SINGLE_KEYS_KEY) === "off") return;
    const isInUse = row.status !== "archived";
    const keys: Record<string, () => void> = {
      x: () => toggle(row.id, event.shiftKey),
      e: () => {
        if (isInUse && mayOn(row).edit) router.push(editing(row).href);
        else say(isInUse ? "Your role cannot edit segments" : "Restore it first");
      },
      a: () => {
        if (isInUse && mayOn(row).give) askFor("handOver", [row.id]);
        else say(isInUse ? "Only its owner, or who edits segments, hands it over" : "Restore it first");
      },
    };
    const run = keys[event.key.toLowerCase()];
    if (!run) return;
    event.preventDefault();
    run();
  }

  const subjects = asked ? rows.filter(({ id }) => asked.ids.includes(id)) : [];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows within
    <div ref={place} onKeyDown={onKeyDown}>
      <RowActsContext
        value={{
          isChosen: (id) => chosenIds.has(id),
          toggle,
          mayOn,
          actions,
          ask: (act, id) => askFor(act, [id]),
        }}
      >
        {children}
      </RowActsContext>
      {chosen.length > 0 && (
        <Suspense>
          <ChosenBar
            chosen={chosen}
            mayOn={mayOn}
            ask={askFor}
            onClear={clear}
            archive={actions.archive}
            restore={actions.restore}
          />
        </Suspense>
      )}
      {asked && (
        <Suspense>
          <SegmentDialogs
            act={asked.act}
            segments={subjects}
            isOpen={isOpen}
            onClose={close}
            onDone={clear}
            dayWords={dayWords}
            people={people}
            actions={actions}
          />
        </Suspense>
      )}
      {region}
    </div>
  );
}
