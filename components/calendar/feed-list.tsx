import { ConfirmButton } from "@/components/ui/confirm-button";
import type { Action } from "@/components/ui/use-action";
import { feedWords, type OpenFeed } from "@/lib/calendar/feed";
import { formatMoment } from "@/lib/format";

export type FeedListProps = {
  feeds: readonly OpenFeed[];
  revoke: Action<{ feedId: string }, void>;
  timeZone: string;
  now: Date;
  /** Says whose each is: where those of others are listed, too. */
  showOwner?: boolean;
};

/** Feeds that answer, each with a way to end it. */
export function FeedList({ feeds, revoke, timeZone, now, showOwner }: FeedListProps) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {feeds.map(({ id, kind, campaignName, ownerName, createdAt, lastReadAt }) => {
        const what = feedWords({ kind, campaignName });
        const made = formatMoment(createdAt, timeZone, now);
        return (
          <li key={id} className="flex min-h-row items-center gap-3 px-4 py-2 text-sm text-ink">
            <span className="min-w-0 flex-1">
              <span className="block font-medium break-words">
                {showOwner && kind === "person" ? "Own work" : what}
              </span>
              <span className="num block text-xs text-ink-3">
                {showOwner && `${ownerName}, `}made {made},{" "}
                {lastReadAt ? `last read ${formatMoment(lastReadAt, timeZone, now)}` : "not read yet"}
              </span>
            </span>
            <ConfirmButton
              action={revoke}
              input={{ feedId: id }}
              size="sm"
              aria-label={`Revoke the feed ${what}, made ${made}`}
              question="Revoke this feed?"
              consequences="Its address answers nothing from now on, and calendars that read it show no more changes. It cannot be turned on again; you can make another."
              confirmLabel="Revoke feed"
              done="Feed revoked"
            >
              Revoke
            </ConfirmButton>
          </li>
        );
      })}
    </ul>
  );
}
