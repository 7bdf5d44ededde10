"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useCallback, useMemo } from "react";
import { Timeline } from "@/components/timeline/timeline";
import type { SentTimeline } from "@/lib/campaigns/timeline/data";
import { isDay } from "@/lib/days";
import { parseGrouping } from "@/lib/timeline/rows";
import { parseZoom, zoomText } from "@/lib/timeline/scale";
import type { PlanActions } from "./plan-actions";
import { planWriter } from "./plan-writer";
import { usePlanBaselines } from "./use-plan-baselines";
import { usePlanNews } from "./use-plan-news";
import { useSentPlan } from "./use-sent-plan";

export type CampaignTimelineProps = {
  sent: SentTimeline;
  actions: PlanActions;
  lead?: ReactNode;
  empty?: ReactNode;
};

/** The timeline of many campaigns; zoom, grouping, place and open panel live in the address. */
export function CampaignTimeline({ sent, actions, lead, empty }: CampaignTimelineProps) {
  const data = useSentPlan(sent);
  const router = useRouter();
  const params = useSearchParams();

  /** Next follows the browser's own history, so nothing is fetched while the view changes. */
  const setParam = useCallback((name: string, value: string | null, how: "push" | "replace") => {
    const next = new URLSearchParams(location.search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    const address = `?${next}`;
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  }, []);

  usePlanNews(data);
  const { canLink } = data;
  const writer = useMemo(() => planWriter(actions, { canLink }), [actions, canLink]);

  const baselines = usePlanBaselines(actions, data, (id) => {
    setParam("base", id, "replace");
    router.refresh();
  });

  const at = params.get("at");
  const toggled = params.get("rows");
  return (
    <Timeline
      label="Campaign timeline"
      scope={data.scope}
      keepAs={`${data.scope} campaigns`}
      items={data.items}
      links={data.links}
      segments={data.segments}
      people={data.people}
      problems={data.problems}
      shared={data.shared}
      holidays={data.holidays}
      workdays={data.workdays}
      today={data.today}
      at={at && isDay(at) ? at : null}
      onAt={(day) => setParam("at", day, "replace")}
      zoom={parseZoom(params.get("z"))}
      onZoom={(zoom) => setParam("z", zoomText(zoom), "replace")}
      group={parseGrouping(params.get("by"))}
      onGroup={(group) => setParam("by", group, "push")}
      open={params.get("open")}
      onOpen={(id) => setParam("open", id, id === null ? "replace" : "push")}
      toggled={toggled ? toggled.split("~") : []}
      onToggled={(keys) => setParam("rows", keys.length > 0 ? keys.join("~") : null, "replace")}
      {...writer}
      baselines={baselines}
      onStale={() => router.refresh()}
      readOnly={data.isReadOnly}
      lead={lead}
      empty={empty}
    />
  );
}
