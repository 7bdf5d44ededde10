"use client";

import { Download } from "lucide-react";
import { lazy, Suspense } from "react";
import { Menu } from "@/components/ui/menu";
import { useAsked } from "@/components/ui/use-asked";
import type { CampaignFeeds } from "./campaign-feed-dialog";

const ExportItems = lazy(() => import("./export-items").then((module) => ({ default: module.ExportItems })));
const CampaignFeedDialog = lazy(() =>
  import("./campaign-feed-dialog").then((module) => ({ default: module.CampaignFeedDialog })),
);

export type ExportMenuProps = {
  /** In the workspace's zone. */
  today: string;
  /** Of one campaign; otherwise what the address filters. */
  campaignId?: string;
  /** The campaign's calendar feeds of the reader, and how to make one. */
  calendar?: CampaignFeeds;
};

/** The timeline to take elsewhere: as picture, drawing, paper, table or calendar. */
export function ExportMenu({ today, campaignId, calendar }: ExportMenuProps) {
  const { asked, isOpen, ask, close } = useAsked<"feed">();
  return (
    <>
      <Menu
        label="Export"
        align="end"
        isLate
        trigger={
          <>
            <Download aria-hidden="true" />
            Export
          </>
        }
      >
        <Suspense>
          <ExportItems today={today} campaignId={campaignId} onFeed={calendar && (() => ask("feed"))} />
        </Suspense>
      </Menu>
      {calendar && asked && (
        <Suspense>
          <CampaignFeedDialog {...calendar} campaignId={campaignId} isOpen={isOpen} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
