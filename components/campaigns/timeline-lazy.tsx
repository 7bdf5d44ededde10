"use client";

import dynamic from "next/dynamic";

/** In pieces of their own, so that the list, the board and the brief do without the timeline's code. */
export const CampaignTimelineLazy = dynamic(() =>
  import("./campaign-timeline").then((module) => module.CampaignTimeline),
);
export const PlanTimelineLazy = dynamic(() =>
  import("./plan-timeline").then((module) => module.PlanTimeline),
);
export const ExportMenuLazy = dynamic(() => import("./export-menu").then((module) => module.ExportMenu));
export const CampaignBoardLazy = dynamic(() =>
  import("./campaign-board").then((module) => module.CampaignBoard),
);
export const SavedViewsLazy = dynamic(() => import("./saved-views").then((module) => module.SavedViews));
