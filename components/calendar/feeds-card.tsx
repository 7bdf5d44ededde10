import { Card } from "@/components/ui/card";
import type { FeedInput } from "@/lib/calendar/model";
import { FeedList, type FeedListProps } from "./feed-list";
import { type CreateFeed, NewFeed } from "./new-feed";

export type FeedsCardProps = FeedListProps & { title: string; feed: FeedInput; create: CreateFeed };

/** What calendars may read: the feeds there are, and the way to one more. */
export function FeedsCard({ title, feed, create, ...list }: FeedsCardProps) {
  return (
    <Card title={title} meta={list.feeds.length || undefined} flush id="calendar">
      {list.feeds.length > 0 && <FeedList {...list} />}
      <div className="px-4 pt-2 pb-4">
        <NewFeed create={create} feed={feed} />
      </div>
    </Card>
  );
}
