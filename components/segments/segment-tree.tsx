"use client";

import { clsx } from "clsx";
import { ChevronRight, PanelRight } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { ShareMark } from "@/components/charts/share-bar";
import { IconLink } from "@/components/ui/icon-button";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Day } from "@/lib/days";
import { formatPercent } from "@/lib/format";
import { type TreeRow, unfolded } from "@/lib/segments/listing";
import { readClosed } from "./address";
import { useRowActs } from "./rows/row-acts-context";
import { ChooseCell, MenuCell } from "./rows/row-cells";
import { type OwnerActions, OwnerCell, SizeChange, SizeSpark, StatusMark } from "./segment-cells";
import { sizeWords } from "./words";

export type SegmentTreeProps = {
  rows: readonly TreeRow[];
  /** The segment whose panel is open. */
  openId: string | undefined;
  /** Filtered trees stay unfolded, so that every match is seen. */
  canFold: boolean;
  today: Day;
  floor: number;
  actions?: OwnerActions;
};

const INDENT = ["", "pl-4 md:pl-6", "pl-8 md:pl-11", "pl-12 md:pl-16", "pl-16 md:pl-20"];
const INNER = "a, button, input";
/** An open menu has keys and presses of its own. */
const OWN = "[popover]";

/**
 * Macro to micro. One tab stop: arrows walk the rows, Right and Left open, close and enter them, Enter opens the
 * page and Space the panel. Folded rows are kept in the address.
 */
export function SegmentTree({ rows, openId, canFold, today, floor, actions }: SegmentTreeProps) {
  const router = useRouter();
  const params = useSearchParams();
  const { isChosen } = useRowActs();
  const body = useRef<HTMLDivElement>(null);
  const closed = canFold ? readClosed(params.get("closed")) : new Set<number>();
  const shown = unfolded(rows, closed);
  const [chosenId, setChosenId] = useState(openId);
  const activeId = shown.some(({ segment }) => segment.id === chosenId) ? chosenId : shown[0]?.segment.id;

  const addressOf = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    return `/segments${next.size > 0 ? `?${next}` : ""}`;
  };
  const fold = (no: number, isClosed: boolean) => {
    const next = new Set(closed);
    if (isClosed) next.add(no);
    else next.delete(no);
    window.history.replaceState(null, "", addressOf({ closed: [...next].sort((a, b) => a - b).join(".") }));
  };
  const peekHref = (id: string) => addressOf({ open: id === openId ? null : id });
  const focusRow = (row: TreeRow | undefined) => {
    if (!row) return;
    setChosenId(row.segment.id);
    body.current
      ?.querySelector<HTMLElement>(`#row-${row.segment.id}`)
      ?.focus({ focusVisible: true } as FocusOptions);
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.closest(OWN)) return;
    const element = target.closest<HTMLElement>("[data-row]");
    const at = shown.findIndex(({ segment }) => element?.id === `row-${segment.id}`);
    const row = shown[at];
    if (!element || !row) return;
    const { segment, level, childCount } = row;
    const inner = [...element.querySelectorAll<HTMLElement>(INNER)].filter((one) => one.checkVisibility());
    const place = inner.indexOf(target);
    const isOpen = childCount > 0 && !closed.has(segment.no);
    const keys: Record<string, () => void> = {
      ArrowDown: () => focusRow(shown[at + 1]),
      ArrowUp: () => focusRow(shown[at - 1]),
      Home: () => focusRow(shown[0]),
      End: () => focusRow(shown.at(-1)),
      ArrowRight: () => {
        if (place < 0 && canFold && childCount > 0 && !isOpen) fold(segment.no, false);
        else inner[place + 1]?.focus();
      },
      ArrowLeft: () => {
        if (place >= 0) (inner[place - 1] ?? element).focus();
        else if (canFold && isOpen) fold(segment.no, true);
        else focusRow(shown.slice(0, at).findLast((one) => one.level < level));
      },
    };
    if (target === element) {
      keys.Enter = () => router.push(`/segments/${segment.id}`);
      keys[" "] = () => router.push(peekHref(segment.id), { scroll: false });
    }
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }

  function onRowClick(event: MouseEvent, id: string) {
    if ((event.target as Element).closest(`label, ${INNER}, ${OWN}`) || window.getSelection()?.toString())
      return;
    router.push(peekHref(id), { scroll: false });
  }

  return (
    <div ref={body}>
      <Table
        label="Segments"
        tree={{ onKeyDown, "aria-rowcount": rows.length, "aria-multiselectable": true }}
      >
        <TableHead>
          <Th hideLabel>Select</Th>
          <Th>Segment</Th>
          <Th num>Customers</Th>
          <Th>12 weeks</Th>
          <Th num>Change</Th>
          <Th>Owner</Th>
          <Th hideLabel>Panel</Th>
          <Th hideLabel>Actions</Th>
        </TableHead>
        <TableBody>
          {shown.map(({ segment, level, position, siblings, childCount, share, isContext }) => {
            const isClosed = closed.has(segment.no);
            return (
              <Tr
                key={segment.id}
                id={`row-${segment.id}`}
                data-segment={segment.id}
                aria-level={level}
                aria-posinset={position}
                aria-setsize={siblings}
                aria-expanded={childCount > 0 ? !isClosed : undefined}
                tabIndex={segment.id === activeId ? 0 : -1}
                isSelected={segment.id === openId}
                isChosen={isChosen(segment.id)}
                isMuted={isContext || segment.status === "archived"}
                onFocus={() => setChosenId(segment.id)}
                onClick={(event) => onRowClick(event, segment.id)}
              >
                <ChooseCell segment={segment} tabIndex={-1} />
                <RowHeader className="md:pl-0!">
                  <span className={clsx("flex min-w-0 items-center gap-1.5", INDENT[Math.min(level, 5) - 1])}>
                    {childCount > 0 && canFold ? (
                      <button
                        type="button"
                        tabIndex={-1}
                        aria-label={`${isClosed ? "Unfold" : "Fold"} ${segment.name}`}
                        onClick={() => fold(segment.no, !isClosed)}
                        className="grid size-6 flex-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink coarse:size-9"
                      >
                        <ChevronRight
                          aria-hidden="true"
                          className={clsx("size-3.5 transition-transform", !isClosed && "rotate-90")}
                        />
                      </button>
                    ) : (
                      <span className={clsx("w-6 flex-none", level > 1 && "max-md:hidden")} />
                    )}
                    {level > 1 && share !== null && (
                      <ShareMark
                        share={share}
                        depth={level - 1}
                        label={`${formatPercent(share, 0)} of the parent`}
                      />
                    )}
                    <Link
                      href={`/segments/${segment.id}`}
                      tabIndex={-1}
                      data-row-link=""
                      className={clsx(
                        "truncate py-0.5 hover:underline",
                        level === 1 ? "font-semibold" : "font-normal",
                      )}
                    >
                      {segment.name}
                    </Link>
                    <StatusMark status={segment.status} isFixed={segment.isFixed} />
                  </span>
                </RowHeader>
                <Td num phone="first">
                  {sizeWords(segment, floor)}
                </Td>
                <Td phone="hide" className="w-28">
                  <SizeSpark segment={segment} />
                </Td>
                <Td num>
                  <SizeChange segment={segment} today={today} />
                </Td>
                <Td className="w-40">
                  <OwnerCell segment={segment} tabIndex={-1} {...(actions && { actions })} />
                </Td>
                <Td phone="hide" className="w-10">
                  <IconLink
                    href={peekHref(segment.id)}
                    scroll={false}
                    tabIndex={-1}
                    data-peek=""
                    label={`${segment.id === openId ? "Close" : "Open"} the panel of ${segment.name}`}
                  >
                    <PanelRight aria-hidden="true" />
                  </IconLink>
                </Td>
                <MenuCell segment={segment} tabIndex={-1} />
              </Tr>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}
