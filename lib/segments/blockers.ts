import { STATUS_LABEL } from "@/lib/campaigns/status";
import type { SegmentDetail } from "./segment";

export type Blocker = { id: string; name: string; kind: "segment" | "campaign"; why: string };

const PAST = ["finished", "archived"];

/** What keeps a segment from being archived, as `archiveSegment` judges it: who reads it, and unfinished campaigns. */
export function blockersOf({ children, uses }: Pick<SegmentDetail, "children" | "uses">): Blocker[] {
  const readers = uses.segments.filter(({ id }) => children.every((child) => child.id !== id));
  return [
    ...children.map(({ id, name }) => ({ id, name, kind: "segment" as const, why: "narrows it" })),
    ...readers.map(({ id, name }) => ({ id, name, kind: "segment" as const, why: "its rule names it" })),
    ...uses.campaigns.flatMap(({ id, name, status }) =>
      PAST.includes(status)
        ? []
        : [{ id, name, kind: "campaign" as const, why: `${STATUS_LABEL[status].toLowerCase()} campaign` }],
    ),
  ];
}
