"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { ActionButton } from "@/components/ui/action-button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { FigureWells } from "@/components/ui/key-figure";
import { Pill } from "@/components/ui/pill";
import { Select } from "@/components/ui/select";
import type { Campaign, TargetSegment } from "@/lib/campaigns/campaign";
import type { BriefChoices } from "@/lib/campaigns/choices/choices";
import type { Retargeting } from "@/lib/campaigns/model";
import { formatNumber } from "@/lib/format";
import { inTurn, type Versioned } from "./in-turn";

export type TargetSegmentsProps = {
  campaign: Campaign;
  /** The segments it has, with what is still being saved. */
  chosen: readonly string[];
  choices: BriefChoices;
  floor: number;
  canEdit: boolean;
  error?: string;
  retarget: (input: Retargeting) => Promise<Versioned>;
  onChange: (segmentIds: string[]) => void;
  /** The persona, below the segments. */
  children: ReactNode;
};

/** For whom: segments with the version that counts, what the audience comes to, and who is held out. */
export function TargetSegments(props: TargetSegmentsProps) {
  const { campaign, chosen, choices, floor, canEdit, error, retarget, onChange, children } = props;
  const [adding, setAdding] = useState("");
  const free = choices.segments.filter((segment) => !chosen.includes(segment.id));
  return (
    <Card id="segments" title="For whom" meta={campaign.isLaunched ? "frozen by the launch" : undefined}>
      <div className="flex flex-col gap-4">
        {campaign.segments.length === 0 ? (
          <p className="text-sm text-ink-3">No segment yet. A campaign can be planned once it has one.</p>
        ) : (
          <ul className="divide-y divide-line rounded-md border border-line">
            {campaign.segments.map((segment) => (
              <li
                key={segment.id}
                className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-sm"
              >
                <Link
                  href={`/segments/${segment.id}`}
                  className="min-w-0 flex-1 truncate font-medium hover:underline"
                >
                  {segment.name}
                </Link>
                <Version segment={segment} campaign={campaign} retarget={canEdit ? retarget : undefined} />
                <span className="num text-ink-2">{sizeText(segment, floor)}</span>
                <Link
                  href={`/segments/${segment.id}/kpis`}
                  className="text-xs text-accent underline underline-offset-2"
                >
                  KPIs<span className="sr-only"> of {segment.name}</span>
                </Link>
                {canEdit && (
                  <IconButton
                    label={`Remove ${segment.name}`}
                    onClick={() => onChange(chosen.filter((id) => id !== segment.id))}
                  >
                    <X aria-hidden="true" />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        )}
        {canEdit && (
          <Select
            aria-label="Add a segment"
            className="max-w-72"
            placeholder="Add a segment"
            value={adding}
            options={free.map(({ id, name, size }) => ({
              value: id,
              label: size === null ? name : `${name} (${formatNumber(size)})`,
            }))}
            onChange={(event) => {
              setAdding("");
              if (event.target.value) onChange([...chosen, event.target.value]);
            }}
          />
        )}
        {error && <p className="text-xs text-bad">{error}</p>}
        {campaign.segments.length > 0 && <Audience campaign={campaign} floor={floor} />}
        {children}
      </div>
    </Card>
  );
}

function sizeText(segment: TargetSegment, floor: number): string {
  if (segment.size !== null) return `${formatNumber(segment.size)} members`;
  return segment.isCounted ? `fewer than ${floor}` : "not counted yet";
}

function Version({
  segment,
  campaign,
  retarget,
}: {
  segment: TargetSegment;
  campaign: Campaign;
  retarget?: TargetSegmentsProps["retarget"];
}) {
  const isOld = segment.version < segment.current;
  return (
    <>
      {segment.isArchived && <Pill tone="warn">archived</Pill>}
      <span className="text-xs text-ink-3">
        version {segment.version}
        {isOld && ` of ${segment.current}`}
      </span>
      {isOld && retarget && (
        <ActionButton
          size="sm"
          action={(input) =>
            inTurn(input.campaignId, input.version, (version) => retarget({ ...input, version }))
          }
          input={{ campaignId: campaign.id, version: campaign.version, segmentId: segment.id }}
          done={`“${segment.name}” is used in version ${segment.current} now`}
        >
          Use version {segment.current}
        </ActionButton>
      )}
    </>
  );
}

function Audience({ campaign, floor }: { campaign: Campaign; floor: number }) {
  const { audience } = campaign;
  if (!audience)
    return (
      <p className="text-sm text-ink-3">
        Fewer than {floor} people: their number is shown to roles that may see people.
      </p>
    );
  const reached = audience.treated + audience.control;
  return (
    <FigureWells
      figures={
        audience.isFrozen
          ? [
              { name: "In the audience", value: formatNumber(reached), note: "frozen at launch" },
              { name: "Contacted", value: formatNumber(audience.treated), note: "treated" },
              { name: "Held out", value: formatNumber(audience.control), note: "control group" },
            ]
          : [
              { name: "Members", value: formatNumber(audience.members), note: "each counted once" },
              {
                name: "May be contacted",
                value: formatNumber(reached),
                note: `${formatNumber(audience.members - reached)} suppressed or opted out`,
              },
              {
                name: "Would be held out",
                value: formatNumber(audience.control),
                note: `${campaign.controlShare}\u00a0% control group`,
              },
            ]
      }
    />
  );
}
