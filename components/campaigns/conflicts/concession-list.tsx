import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { Action } from "@/components/ui/use-action";
import type { Concession } from "@/lib/campaigns/conflicts/conflict";
import type { Remedy } from "@/lib/campaigns/conflicts/model";
import { RemedyButton } from "./conflict-buttons";

/** What campaigns gave up for others, each with the way back; nothing where nothing was. */
export function ConcessionList({
  concessions,
  isOfOne = false,
  apply,
}: {
  concessions: readonly Concession[];
  /** On the page of their campaign, which needs not be named. */
  isOfOne?: boolean;
  apply: Action<Remedy, { undo: Remedy }>;
}) {
  if (concessions.length === 0) return null;
  return (
    <Card title="Gives way" meta={isOfOne ? undefined : "until it is taken back"} flush>
      <ul className="divide-y divide-line">
        {concessions.map(({ campaignId, campaignName, text, takeBack }) => (
          <li
            key={`${campaignId} ${text}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5 text-sm"
          >
            <span className="min-w-0">
              {!isOfOne && (
                <Link
                  href={`/campaigns/${campaignId}`}
                  className="mr-2 inline-flex min-h-6 items-center text-accent underline underline-offset-2"
                >
                  {campaignName}
                </Link>
              )}
              {text}
            </span>
            {takeBack && <RemedyButton proposed={takeBack} action={apply} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
