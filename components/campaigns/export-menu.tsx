"use client";

import { CalendarPlus, Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense } from "react";
import { Menu, MenuDivider, MenuItem, MenuLabel } from "@/components/ui/menu";
import { toastStore } from "@/components/ui/toast-store";
import { useAsked } from "@/components/ui/use-asked";
import type { CampaignFeeds } from "./campaign-feed-dialog";
import { type ExportScope, exportQuery } from "./export-address";
import { savePicture } from "./save-picture";

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

/** Of the days on the screen: what the name column leaves of the timeline. */
function seenWidth(): number {
  const of = (name: string) => document.querySelector(name)?.clientWidth ?? 0;
  return of(".tl-scroll") - of(".tl-corner");
}

/** The timeline to take elsewhere: as picture, drawing, paper, table or calendar. */
export function ExportMenu({ today, campaignId, calendar }: ExportMenuProps) {
  const router = useRouter();
  const { asked, isOpen, ask, close } = useAsked<"feed">();
  const query = (scope: ExportScope) =>
    exportQuery({ search: location.search, today, campaignId, scope, width: seenWidth() });

  function download(format: "svg" | "csv", scope: ExportScope) {
    const link = document.createElement("a");
    link.href = `/api/campaigns/export?format=${format}&${query(scope)}`;
    link.download = "";
    link.click();
  }
  async function picture(scope: ExportScope) {
    toastStore.show({ text: "The picture is being drawn" });
    const problem = await savePicture(`/api/campaigns/export?format=png&${query(scope)}`);
    if (problem) toastStore.show({ text: problem, tone: "failed" });
  }
  const print = (scope: ExportScope) => router.push(`/campaigns/print?${query(scope)}`);

  return (
    <>
      <Menu
        label="Export"
        align="end"
        trigger={
          <>
            <Download aria-hidden="true" />
            Export
          </>
        }
      >
        {(campaignId ? (["whole"] as const) : (["whole", "seen"] as const)).map((scope) => (
          // The agenda of a phone has no period in view.
          <div key={scope} className={scope === "seen" ? "max-md:hidden" : undefined}>
            <MenuLabel>{scope === "whole" ? "Whole plan" : "Visible period"}</MenuLabel>
            <MenuItem onClick={() => void picture(scope)}>Picture (PNG)</MenuItem>
            <MenuItem onClick={() => download("svg", scope)}>Drawing (SVG)</MenuItem>
            <MenuItem onClick={() => print(scope)}>Paper or PDF (A3)</MenuItem>
            <MenuItem onClick={() => download("csv", scope)}>Table (CSV)</MenuItem>
          </div>
        ))}
        {calendar && (
          <>
            <MenuDivider />
            <MenuItem onClick={() => ask("feed")}>
              <CalendarPlus aria-hidden="true" />
              Calendar feed…
            </MenuItem>
          </>
        )}
      </Menu>
      {calendar && asked && (
        <Suspense>
          <CampaignFeedDialog {...calendar} campaignId={campaignId} isOpen={isOpen} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
