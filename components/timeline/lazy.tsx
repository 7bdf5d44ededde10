import dynamic from "next/dynamic";

/** What opens by a press, in pieces of its own: the bars are seen and moved without its code. */
export const TimelineSide = dynamic(() => import("./timeline-side").then((module) => module.TimelineSide));
export const PasteDialog = dynamic(() => import("./paste-dialog").then((module) => module.PasteDialog));
export const ConflictDialog = dynamic(() =>
  import("./conflict-dialog").then((module) => module.ConflictDialog),
);
