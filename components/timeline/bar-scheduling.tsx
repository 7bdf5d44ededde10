import { SegmentedChoice } from "@/components/ui/segmented";
import type { Bar } from "@/lib/timeline/bars";
import type { Float } from "@/lib/timeline/critical";
import { countDays, spanWords } from "@/lib/timeline/scale";
import { Part } from "./panel-part";

export type BarSchedulingProps = {
  bar: Bar;
  today: number;
  float: Float | undefined;
  isFixed: boolean;
  onByHand: ((isByHand: boolean) => void) | undefined;
};

/** Who places the bar, and how far it may slip. */
export function BarScheduling({ bar, today, float, isFixed, onByHand }: BarSchedulingProps) {
  const isPart = bar.item.kind !== "campaign";
  if (!isPart && !float) return null;
  return (
    <Part title="Scheduling">
      {isPart && onByHand && !isFixed ? (
        <SegmentedChoice
          label="Placed"
          options={[
            { value: "auto", label: "Automatically" },
            { value: "hand", label: "By hand" },
          ]}
          value={bar.item.isByHand ? "hand" : "auto"}
          onChange={(event) => onByHand(event.target.value === "hand")}
        />
      ) : (
        isPart && (
          <p className="text-ink-2">{bar.item.isByHand ? "Placed by hand" : "Placed automatically"}</p>
        )
      )}
      {float && <p className="text-ink-2">{slackWords(float, bar, today)}</p>}
    </Part>
  );
}

function slackWords({ slack, free, late, isCritical }: Float, bar: Bar, today: number): string {
  if (bar.progress >= 100) return "Done.";
  if (slack < 0) return `${countDays(-slack)} too late for what waits for it.`;
  if (isCritical) return "On the critical path: a day later here ends everything a day later.";
  if (slack === 0) return "No slack.";
  const until = spanWords(late.start, late.end, today);
  const shared = free < slack ? ` Beyond ${countDays(free)} others have to move.` : "";
  return `${countDays(slack)} of slack: may move to ${until}.${shared}`;
}
