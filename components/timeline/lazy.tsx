import dynamic from "next/dynamic";
import { type ComponentProps, Suspense } from "react";

const Side = dynamic(() => import("./timeline-side").then((module) => module.TimelineSide));
const Paste = dynamic(() => import("./paste-dialog").then((module) => module.PasteDialog));
const Conflict = dynamic(() => import("./conflict-dialog").then((module) => module.ConflictDialog));
const Plan = dynamic(() => import("./plan-options").then((module) => module.PlanOptions));
const View = dynamic(() => import("./view-options").then((module) => module.ViewOptions));
const Find = dynamic(() => import("./find-bar").then((module) => module.FindBar));
const Selection = dynamic(() => import("./selection-bar").then((module) => module.SelectionBar));

/*
 * What opens by a press, in pieces of its own: the bars are seen and moved without its code. Each waits for its code by
 * itself, or the whole page would give way to its placeholder.
 */
export const TimelineSide = (props: ComponentProps<typeof Side>) => (
  <Suspense>
    <Side {...props} />
  </Suspense>
);
export const PasteDialog = (props: ComponentProps<typeof Paste>) => (
  <Suspense>
    <Paste {...props} />
  </Suspense>
);
export const ConflictDialog = (props: ComponentProps<typeof Conflict>) => (
  <Suspense>
    <Conflict {...props} />
  </Suspense>
);
export const PlanOptions = (props: ComponentProps<typeof Plan>) => (
  <Suspense>
    <Plan {...props} />
  </Suspense>
);
export const ViewOptions = (props: ComponentProps<typeof View>) => (
  <Suspense>
    <View {...props} />
  </Suspense>
);
export const FindBar = (props: ComponentProps<typeof Find>) => (
  <Suspense>
    <Find {...props} />
  </Suspense>
);
export const SelectionBar = (props: ComponentProps<typeof Selection>) => (
  <Suspense>
    <Selection {...props} />
  </Suspense>
);
