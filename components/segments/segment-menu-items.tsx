"use client";

import {
  Archive,
  Blend,
  Copy,
  Download,
  Grid2x2,
  ListChecks,
  Megaphone,
  PenLine,
  RefreshCw,
  Tag,
  Undo2,
  UserRound,
  UserRoundCheck,
} from "lucide-react";
import { MenuDivider, MenuItem, MenuLink } from "@/components/ui/menu";
import { type Action, useAction } from "@/components/ui/use-action";
import { formatCount, formatSigned } from "@/lib/format";
import type { ActionResult } from "@/lib/result";
import type { SegmentActs } from "@/lib/segments/acts";
import type { Refreshed } from "@/lib/segments/members/member";
import type { SegmentRefs } from "@/lib/segments/model";
import type { SegmentRow } from "@/lib/segments/segment";
import { editing } from "./editing";

/** What asks before it is done. */
export type AskedAct = "describe" | "copy" | "archive" | "handOver";

export type MenuActions = {
  archive: Action<SegmentRefs, unknown>;
  restore: Action<SegmentRefs, unknown>;
  refresh: (input: { segmentId: string }) => Promise<ActionResult<Refreshed | null>>;
};

export type SegmentMenuItemsProps = {
  segment: Pick<SegmentRow, "id" | "name" | "status" | "isFixed">;
  may: SegmentActs;
  actions: MenuActions;
  onAct: (act: AskedAct) => void;
  /** In a list: also what the page of a segment has as buttons of their own. */
  inRow?: boolean;
};

/** What a count again changed, in words for the toast. */
function refreshedWords(done: Refreshed | null): string {
  if (!done) return "Counting failed. The reason stands in the head of the segment.";
  const { size, joined, left } = done;
  const moved = joined + left > 0 ? ` (${formatSigned(joined)}, ${formatSigned(-left)})` : ", nobody moved";
  return `Counted: ${formatCount(size, "member")}${moved}`;
}

/** All that can be done with a segment. */
export function SegmentMenuItems({ segment, may, actions, onAct, inRow }: SegmentMenuItemsProps) {
  const input = { segmentIds: [segment.id] };
  const refresh = useAction(actions.refresh, { done: refreshedWords });
  const restore = useAction(actions.restore, {
    done: `“${segment.name}” is in use again`,
    undo: () => actions.archive(input),
  });
  const isArchived = segment.status === "archived";
  const edit = editing(segment);
  const run = <Value,>(result: Promise<Value>) => void result.catch(() => undefined);
  return (
    <>
      {inRow && may.edit && !isArchived && (
        <MenuLink href={edit.href} shortcut="E">
          <PenLine aria-hidden="true" />
          {edit.label}
        </MenuLink>
      )}
      {inRow && may.give && !isArchived && (
        <MenuItem onClick={() => onAct("handOver")} shortcut="A">
          <UserRoundCheck aria-hidden="true" />
          Hand over
        </MenuItem>
      )}
      {may.persona && !isArchived && (
        <MenuLink href={`/personas/new?segment=${segment.id}`}>
          <UserRound aria-hidden="true" />
          New persona from it
        </MenuLink>
      )}
      {may.campaign && !isArchived && (
        <MenuLink href={`/campaigns/new?segment=${segment.id}`}>
          <Megaphone aria-hidden="true" />
          New campaign for it
        </MenuLink>
      )}
      {!isArchived && (
        <MenuLink href={`/segments/overlap?ids=${segment.id}`}>
          <Blend aria-hidden="true" />
          Overlap with others
        </MenuLink>
      )}
      {may.export && (
        <MenuLink href={`/segments/${segment.id}/export`}>
          <Download aria-hidden="true" />
          Export CSV
        </MenuLink>
      )}
      {may.edit && (
        <>
          <MenuDivider />
          {!isArchived && (
            <MenuItem onClick={() => onAct("describe")}>
              <Tag aria-hidden="true" />
              Edit details
            </MenuItem>
          )}
          {!isArchived && (
            <MenuItem
              onClick={() => run(refresh.run({ segmentId: segment.id }))}
              disabled={refresh.isPending}
            >
              <RefreshCw aria-hidden="true" />
              Count again now
            </MenuItem>
          )}
          {!isArchived && (
            <MenuLink href={`/segments/${segment.id}/split`}>
              <Grid2x2 aria-hidden="true" />
              Split
            </MenuLink>
          )}
          {!segment.isFixed && (
            <MenuLink href={`/segments/new?from=${segment.id}`}>
              <Copy aria-hidden="true" />
              Duplicate
            </MenuLink>
          )}
          <MenuItem onClick={() => onAct("copy")}>
            <ListChecks aria-hidden="true" />
            Make fixed list
          </MenuItem>
          <MenuDivider />
          {isArchived ? (
            <MenuItem onClick={() => run(restore.run(input))}>
              <Undo2 aria-hidden="true" />
              Restore segment
            </MenuItem>
          ) : (
            <MenuItem onClick={() => onAct("archive")}>
              <Archive aria-hidden="true" />
              Archive segment
            </MenuItem>
          )}
        </>
      )}
    </>
  );
}
