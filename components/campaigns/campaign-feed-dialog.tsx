"use client";

import { FeedList, type FeedListProps } from "@/components/calendar/feed-list";
import { type CreateFeed, NewFeed } from "@/components/calendar/new-feed";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export type CampaignFeeds = FeedListProps & { create: CreateFeed };
type CampaignFeedDialogProps = CampaignFeeds & {
  campaignId: string | undefined;
  isOpen: boolean;
  onClose: () => void;
};

/** Makes a calendar feed of the campaign, and lists those that the reader has. */
export function CampaignFeedDialog({
  create,
  campaignId,
  isOpen,
  onClose,
  ...list
}: CampaignFeedDialogProps) {
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      width="md"
      title="Read this campaign in a calendar"
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="pt-1">
        <NewFeed create={create} feed={{ kind: "campaign", campaignId: campaignId ?? "" }} />
      </div>
      {list.feeds.length > 0 && (
        <section className="-mx-4 mt-4" aria-label="Your feeds of this campaign">
          <FeedList {...list} />
        </section>
      )}
    </Dialog>
  );
}
