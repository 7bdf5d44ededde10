"use client";

import { CalendarPlus, Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FeedList, type FeedListProps } from "@/components/calendar/feed-list";
import { type CreateFeed, NewFeed } from "@/components/calendar/new-feed";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuDivider, MenuItem, MenuLabel } from "@/components/ui/menu";
import { toastStore } from "@/components/ui/toast-store";
import { type ExportScope, exportQuery } from "./export-address";
import { savePicture } from "./save-picture";

export type ExportMenuProps = {
  /** In the workspace's zone. */
  today: string;
  /** Of one campaign; otherwise what the address filters. */
  campaignId?: string;
  /** The campaign's calendar feeds of the reader, and how to make one. */
  calendar?: FeedListProps & { create: CreateFeed };
};

/** Of the days on the screen: what the name column leaves of the timeline. */
function seenWidth(): number {
  const of = (name: string) => document.querySelector(name)?.clientWidth ?? 0;
  return of(".tl-scroll") - of(".tl-corner");
}

/** The timeline to take elsewhere: as picture, drawing, paper, table or calendar. */
export function ExportMenu({ today, campaignId, calendar }: ExportMenuProps) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
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
            <MenuItem onClick={() => setOpen(true)}>
              <CalendarPlus aria-hidden="true" />
              Calendar feed…
            </MenuItem>
          </>
        )}
      </Menu>
      {calendar && (
        <Dialog
          open={isOpen}
          onClose={() => setOpen(false)}
          width="md"
          title="Read this campaign in a calendar"
          footer={
            <Button variant="primary" onClick={() => setOpen(false)}>
              Done
            </Button>
          }
        >
          <div className="pt-1">
            <NewFeed create={calendar.create} feed={{ kind: "campaign", campaignId: campaignId ?? "" }} />
          </div>
          {calendar.feeds.length > 0 && (
            <section className="-mx-4 mt-4" aria-label="Your feeds of this campaign">
              <FeedList {...calendar} />
            </section>
          )}
        </Dialog>
      )}
    </>
  );
}
