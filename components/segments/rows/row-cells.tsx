"use client";

import { Ellipsis } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { Td } from "@/components/ui/table";
import type { SegmentRow } from "@/lib/segments/segment";
import { SegmentMenuItems } from "../segment-menu-items";
import { useRowActs } from "./row-acts-context";

type CellProps = { segment: SegmentRow; tabIndex?: number };

/** A box to choose the row; with Shift all up to it. */
export function ChooseCell({ segment, tabIndex }: CellProps) {
  const { isChosen, toggle } = useRowActs();
  return (
    <Td phone="lead" className="w-8 md:pr-1!">
      <label className="grid size-6 cursor-pointer place-items-center max-md:size-11 coarse:size-11 coarse:md:-ml-3">
        <input
          type="checkbox"
          tabIndex={tabIndex}
          aria-label={`Select ${segment.name}`}
          checked={isChosen(segment.id)}
          onChange={({ nativeEvent }) =>
            toggle(segment.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
          className="size-3.5 rounded-sm accent-accent coarse:size-5"
        />
      </label>
    </Td>
  );
}

/** The menu of the row. */
export function MenuCell({ segment, tabIndex }: CellProps) {
  const { mayOn, actions, ask } = useRowActs();
  return (
    <Td phone="first" className="w-10 max-md:-my-2 max-md:-mr-2 max-md:self-center">
      <Menu
        label={`Actions for ${segment.name}`}
        align="end"
        trigger={<Ellipsis aria-hidden="true" />}
        triggerClassName="inline-grid size-control place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink [&_svg]:size-[15px]"
        tabIndex={tabIndex}
        isLate
      >
        <SegmentMenuItems
          segment={segment}
          may={mayOn(segment)}
          actions={actions}
          onAct={(act) => ask(act, segment.id)}
          inRow
        />
      </Menu>
    </Td>
  );
}
