"use client";

import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { CopyField } from "@/components/settings/copy-field";
import { Button } from "@/components/ui/button";
import { type Action, useAction } from "@/components/ui/use-action";
import { feedWords } from "@/lib/calendar/feed";
import type { FeedInput } from "@/lib/calendar/model";

export type CreateFeed = Action<FeedInput, { feedId: string; token: string }>;

/** Makes a feed and shows its address, once. */
export function NewFeed({ create, feed }: { create: CreateFeed; feed: FeedInput }) {
  const [address, setAddress] = useState<string | null>(null);
  const { run, isPending } = useAction(create, {
    onDone: ({ token }) => setAddress(`${window.location.origin}/calendar/${token}.ics`),
  });
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-[70ch] text-sm text-ink-2">
        {`${feedWords({ kind: feed.kind, campaignName: null }).replace("“Campaign”", "This campaign")}, as all-day entries in any calendar that subscribes to an address. `}
        Whoever has the address can read them without signing in, as long as you may see them here.
      </p>
      {address && (
        <div role="status" className="flex flex-col gap-2">
          <CopyField
            label="Address of the feed"
            value={address}
            noun="address"
            help="It is shown only now: Facet keeps no copy of it."
          />
          <p className="text-sm">
            <a href={address.replace(/^https?:/, "webcal:")} className="text-accent underline">
              Open it in the calendar of this device
            </a>
          </p>
        </div>
      )}
      <div>
        <Button busy={isPending} onClick={() => void run(feed).catch(() => undefined)}>
          <CalendarPlus aria-hidden="true" />
          {address ? "Create another feed" : "Create feed"}
        </Button>
      </div>
    </div>
  );
}
