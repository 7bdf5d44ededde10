"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Timeline } from "@/components/timeline/timeline";
import type { TimelineData } from "@/lib/campaigns/timeline/data";
import type { Zoom } from "@/lib/timeline/scale";
import type { PlanActions } from "./plan-actions";

/** One campaign's plan on its days: its tactics and milestones unfolded. */
export function PlanTimeline({
  data,
  campaignId,
  startOn,
  actions,
}: {
  data: TimelineData;
  campaignId: string;
  startOn: string;
  actions: PlanActions;
}) {
  const router = useRouter();
  const [zoom, setZoom] = useState<Zoom>("week");
  const [at, setAt] = useState<string | null>(startOn);
  const [open, setOpen] = useState<string | null>(null);
  const [toggled, setToggled] = useState<string[]>([campaignId]);
  return (
    <Timeline
      label="Plan of this campaign"
      items={data.items}
      links={data.links}
      segments={data.segments}
      people={data.people}
      holidays={data.holidays}
      workdays={data.workdays}
      today={data.today}
      at={at}
      onAt={setAt}
      zoom={zoom}
      onZoom={setZoom}
      group="none"
      open={open}
      onOpen={setOpen}
      toggled={toggled}
      onToggled={setToggled}
      onChange={(changes) => actions.move({ changes })}
      {...(data.canLink && {
        onLink: actions.link,
        onUnlink: (dependencyId: string) => actions.unlink({ dependencyId }),
      })}
      onStale={() => router.refresh()}
      readOnly={data.isReadOnly}
    />
  );
}
