"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { Timeline } from "@/components/timeline/timeline";
import type { SentTimeline } from "@/lib/campaigns/timeline/data";
import type { Zoom } from "@/lib/timeline/scale";
import type { PlanActions } from "./plan-actions";
import { planWriter } from "./plan-writer";
import { usePlanBaselines } from "./use-plan-baselines";
import { usePlanNews } from "./use-plan-news";
import { useSentPlan } from "./use-sent-plan";

/** One campaign's plan on its days: its tactics and milestones unfolded. */
export function PlanTimeline({
  sent,
  campaignId,
  startOn,
  actions,
}: {
  sent: SentTimeline;
  campaignId: string;
  startOn: string;
  actions: PlanActions;
}) {
  const data = useSentPlan(sent, campaignId);
  const router = useRouter();
  const [zoom, setZoom] = useState<Zoom>("week");
  const [at, setAt] = useState<string | null>(startOn);
  const [open, setOpen] = useState<string | null>(null);
  const [toggled, setToggled] = useState<string[]>([campaignId]);
  usePlanNews(data);
  const { canLink } = data;
  const writer = useMemo(() => planWriter(actions, { canLink }), [actions, canLink]);

  function chooseBaseline(id: string | null) {
    const next = new URLSearchParams(location.search);
    if (id === null) next.delete("base");
    else next.set("base", id);
    history.replaceState(null, "", `?${next}`);
    router.refresh();
  }

  const baselines = usePlanBaselines(actions, data, chooseBaseline);

  return (
    <Timeline
      label="Plan of this campaign"
      scope={data.scope}
      keepAs={`${data.scope} ${campaignId}`}
      items={data.items}
      links={data.links}
      segments={data.segments}
      people={data.people}
      problems={data.problems}
      shared={data.shared}
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
      {...writer}
      baselines={baselines}
      onStale={() => router.refresh()}
      readOnly={data.isReadOnly}
    />
  );
}
