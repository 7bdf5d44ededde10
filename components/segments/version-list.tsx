import Link from "next/link";
import { ActionButton } from "@/components/ui/action-button";
import { Avatar } from "@/components/ui/avatar";
import { Pill } from "@/components/ui/pill";
import { formatMoment, formatNumber } from "@/lib/format";
import type { ActionResult } from "@/lib/result";
import { wordDiff } from "@/lib/segments/history/diff";
import type { SegmentVersion } from "@/lib/segments/history/version";
import type { VersionRef } from "@/lib/segments/model";
import type { SegmentUses } from "@/lib/segments/segment";
import { WordDiff } from "./builder/word-diff";

export type VersionListProps = {
  segmentId: string;
  /** Newest first. */
  versions: readonly SegmentVersion[];
  campaigns: SegmentUses["campaigns"];
  timeZone: string;
  now: Date;
  /** Left out for roles that do not edit segments, and for archived ones. */
  restore?: (input: VersionRef) => Promise<ActionResult<unknown>>;
};

/** Each version with who, when, why and how many; what changed in the sentence is marked word by word. */
export function VersionList({ segmentId, versions, campaigns, timeZone, now, restore }: VersionListProps) {
  const current = versions[0]?.version ?? 0;
  return (
    <ol className="divide-y divide-line">
      {versions.map((version, index) => {
        const who = version.authorName ?? "Facet";
        const before = versions[index + 1];
        const onIt = campaigns.filter((campaign) => campaign.segmentVersion === version.version);
        return (
          <li
            key={version.version}
            id={`version-${version.version}`}
            className="flex gap-3 px-4 py-3 text-sm"
          >
            <Avatar name={who} size="md" decorative />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-semibold">Version {version.version}</span>
                {version.version === current && <Pill tone="accent">in use</Pill>}
                <span className="text-ink-2">
                  by {who},{" "}
                  <time dateTime={version.createdAt.toISOString()} className="num">
                    {formatMoment(version.createdAt, timeZone, now)}
                  </time>
                </span>
                <span className="num text-ink-2">{sizesOf(version)}</span>
              </p>
              {version.note && <p className="mt-1">“{version.note}”</p>}
              <WordDiff
                className="mt-1 max-w-[70ch]"
                parts={wordDiff(before?.sentence ?? version.sentence, version.sentence)}
              />
              {onIt.length > 0 && (
                <p className="mt-1 text-xs text-ink-3">
                  Used by{" "}
                  {onIt.map((campaign, at) => (
                    <span key={campaign.id}>
                      {at > 0 && ", "}
                      <Link href={`/campaigns/${campaign.id}`} className="underline underline-offset-2">
                        {campaign.name}
                      </Link>
                    </span>
                  ))}
                </p>
              )}
            </div>
            {restore && version.version !== current && (
              <ActionButton
                action={restore}
                input={{ segmentId, version: version.version }}
                done={`The rule of version ${version.version} is in use again, as version ${current + 1}`}
                undo={{ action: restore, input: { segmentId, version: current } }}
                aria-label={`Restore version ${version.version}`}
                size="sm"
                className="self-start"
              >
                Restore
              </ActionButton>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function sizesOf({ sizeBefore, sizeAfter }: SegmentVersion): string {
  if (sizeAfter === null) return "";
  if (sizeBefore === null) return `${formatNumber(sizeAfter)} members`;
  return `${formatNumber(sizeBefore)} → ${formatNumber(sizeAfter)} members`;
}
