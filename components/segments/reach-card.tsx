import { BarList } from "@/components/charts/bar-list";
import { Card } from "@/components/ui/card";
import { CHANNEL_LABEL, CHANNELS } from "@/lib/customers/fields";
import { formatNumber, formatPercent } from "@/lib/format";
import { shareOf } from "@/lib/segments/listing";
import type { Reach } from "@/lib/segments/reach/reach";
import { ReachFigures } from "./reach-figures";

/** Who may be contacted, and by which channel: those who have not opted out of it. */
export function ReachCard({ reach, floor }: { reach: Reach; floor: number }) {
  return (
    <Card title="Contact">
      <ReachFigures reach={reach} floor={floor} />
      <p className="mt-3 mb-2 text-xs text-ink-3">By channel, without who has opted out of it</p>
      <BarList
        label="Members who may be contacted, by channel"
        max={reach.size ?? undefined}
        items={CHANNELS.map((channel) => {
          const count = reach.channels[channel];
          const share = shareOf(count, reach.size);
          return {
            key: channel,
            label: CHANNEL_LABEL[channel],
            value: count ?? 0,
            text: count === null ? `fewer than ${floor}` : formatNumber(count),
            note: share === null ? undefined : formatPercent(share, 0),
          };
        })}
      />
    </Card>
  );
}
