"use client";

import {
  Archive,
  Blend,
  Copy,
  Download,
  Ellipsis,
  Grid2x2,
  ListChecks,
  Megaphone,
  PenLine,
  RefreshCw,
  Undo2,
  UserRound,
} from "lucide-react";
import { useState } from "react";
import { Menu, MenuDivider, MenuItem, MenuLink } from "@/components/ui/menu";
import { type Action, useAction } from "@/components/ui/use-action";
import { formatCount, formatSigned } from "@/lib/format";
import type { ActionResult } from "@/lib/result";
import type { Refreshed } from "@/lib/segments/members/member";
import type { SegmentUpdate } from "@/lib/segments/model";
import type { Saved, SegmentDetail } from "@/lib/segments/segment";
import type { CopyInput } from "@/lib/segments/static/model";
import { ArchiveDialog } from "./archive-dialog";
import { CopyDialog } from "./copy-dialog";
import { DetailsDialog } from "./details-dialog";
import type { SegmentAction } from "./segment-cells";

export type SegmentMenuProps = {
  segment: SegmentDetail;
  /** What the role may make from it; archiving, counting and copying need `edit`. */
  may: { edit: boolean; persona: boolean; campaign: boolean; export: boolean };
  /** The name that a fixed list of its members is offered. */
  copyName: string;
  actions: {
    update: Action<SegmentUpdate, Saved>;
    copy: Action<CopyInput, Saved>;
    archive: SegmentAction;
    restore: SegmentAction;
    refresh: (input: { segmentId: string }) => Promise<ActionResult<Refreshed | null>>;
  };
};

/** What a count again changed, in words for the toast. */
function refreshedWords(done: Refreshed | null): string {
  if (!done) return "Counting failed. The reason stands in the head of the segment.";
  const { size, joined, left } = done;
  const moved = joined + left > 0 ? ` (${formatSigned(joined)}, ${formatSigned(-left)})` : ", nobody moved";
  return `Counted: ${formatCount(size, "member")}${moved}`;
}

/** All that can be done with a segment besides editing its rule. */
export function SegmentMenu({ segment, may, copyName, actions }: SegmentMenuProps) {
  const [isAsking, setAsking] = useState(false);
  const [isCopying, setCopying] = useState(false);
  const [isDescribing, setDescribing] = useState(false);
  const input = { segmentId: segment.id };
  const refresh = useAction(actions.refresh, { done: refreshedWords });
  const restore = useAction(actions.restore, {
    done: `“${segment.name}” is in use again`,
    undo: () => actions.archive(input),
  });
  const isArchived = segment.status === "archived";
  const run = <Value,>(result: Promise<Value>) => void result.catch(() => undefined);
  return (
    <>
      <Menu
        label="More actions"
        align="end"
        trigger={
          <>
            <Ellipsis aria-hidden="true" />
            More
          </>
        }
      >
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
              <MenuItem onClick={() => setDescribing(true)}>
                <PenLine aria-hidden="true" />
                Edit details
              </MenuItem>
            )}
            {!isArchived && (
              <MenuItem onClick={() => run(refresh.run(input))} disabled={refresh.isPending}>
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
            {!segment.origin && (
              <MenuLink href={`/segments/new?from=${segment.id}`}>
                <Copy aria-hidden="true" />
                Duplicate
              </MenuLink>
            )}
            <MenuItem onClick={() => setCopying(true)}>
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
              <MenuItem onClick={() => setAsking(true)}>
                <Archive aria-hidden="true" />
                Archive segment
              </MenuItem>
            )}
          </>
        )}
      </Menu>
      <DetailsDialog
        segment={segment}
        isOpen={isDescribing}
        onClose={() => setDescribing(false)}
        action={actions.update}
      />
      <CopyDialog
        segment={segment}
        suggestion={copyName}
        isOpen={isCopying}
        onClose={() => setCopying(false)}
        action={actions.copy}
      />
      <ArchiveDialog
        segment={segment}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        archive={actions.archive}
        restore={actions.restore}
      />
    </>
  );
}
