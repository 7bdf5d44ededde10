import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Pill } from "@/components/ui/pill";
import { GOALS } from "@/lib/campaigns/goal";
import { CAMPAIGN_CHANNEL_LABEL } from "@/lib/campaigns/status";
import { type CampaignOffer, objectiveFor } from "@/lib/campaigns/templates/template";
import { formatCount, formatList, formatNumber } from "@/lib/format";

/** A template, what it brings, and the segments with which it begins in one press. */
export function CampaignOfferCard({ offer }: { offer: CampaignOffer }) {
  const { template, segments } = offer;
  const { channels, plan, variants, goals, days, controlShare } = template;
  return (
    <li className="flex flex-col rounded-lg border border-line bg-surface p-4 text-sm">
      <h3 className="text-base font-semibold">{template.name}</h3>
      <p className="mt-0.5 text-ink-2">{template.use}</p>
      <p className="mt-2 border-l-2 border-line-strong pl-2.5 text-ink-2">
        {objectiveFor(template, segments[0]?.name)}
      </p>
      <ul aria-label="Channels" className="mt-2.5 flex flex-wrap gap-1">
        {channels.map((channel) => (
          <li key={channel}>
            <Pill>{CAMPAIGN_CHANNEL_LABEL[channel]}</Pill>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-xs text-ink-3">
        {formatCount(days, "day")}, {formatCount(plan.length, "line")} of plan,{" "}
        {formatCount(variants.length, "variant")}, {controlShare > 0 ? `${controlShare}\u00a0%` : "nobody"}{" "}
        held out; judged by {formatList(goals.map(({ figure }) => GOALS[figure].label.toLowerCase()))}
      </p>
      <ul aria-label={`Begin ${template.name} with`} className="mt-auto flex flex-col pt-3">
        {segments.map((segment) => (
          <li key={segment.id} className="border-t border-line">
            <Link
              href={`/campaigns/new?template=${template.key}&segment=${segment.id}`}
              className="flex min-h-9 items-center gap-2 text-accent hover:text-accent-strong"
            >
              <span className="min-w-0 truncate font-medium">{segment.name}</span>
              {segment.size !== null && (
                <span className="num text-xs text-ink-3">{formatNumber(segment.size)}</span>
              )}
              <span className="sr-only">: begin {template.name} with it</span>
              <ArrowRight aria-hidden="true" className="ml-auto size-3.5 flex-none" />
            </Link>
          </li>
        ))}
      </ul>
    </li>
  );
}
