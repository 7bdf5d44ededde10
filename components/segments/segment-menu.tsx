"use client";

import { Ellipsis } from "lucide-react";
import { lazy, Suspense } from "react";
import { Menu } from "@/components/ui/menu";
import type { SegmentActs } from "@/lib/segments/acts";
import type { SegmentDialogsProps } from "./segment-dialogs";
import { type MenuActions, SegmentMenuItems, type SegmentMenuItemsProps } from "./segment-menu-items";
import { useAskedAct } from "./use-asked-act";

const SegmentDialogs = lazy(() =>
  import("./segment-dialogs").then((module) => ({ default: module.SegmentDialogs })),
);

export type SegmentMenuProps = {
  segment: SegmentMenuItemsProps["segment"] & SegmentDialogsProps["segments"][number];
  may: SegmentActs;
  /** The day, as the name of a fixed list of its members says it. */
  dayWords: string;
  people: SegmentDialogsProps["people"];
  actions: MenuActions & SegmentDialogsProps["actions"];
};

/** All that can be done with a segment besides editing its rule. */
export function SegmentMenu({ segment, may, dayWords, people, actions }: SegmentMenuProps) {
  const { asked, isOpen, ask, close } = useAskedAct();
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
        <SegmentMenuItems
          segment={segment}
          may={may}
          actions={actions}
          onAct={(act) => ask(act, [segment.id])}
        />
      </Menu>
      {asked && (
        <Suspense>
          <SegmentDialogs
            act={asked.act}
            segments={[segment]}
            isOpen={isOpen}
            onClose={close}
            dayWords={dayWords}
            people={people}
            actions={actions}
          />
        </Suspense>
      )}
    </>
  );
}
