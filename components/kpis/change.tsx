import { Delta, type Polarity } from "@/components/ui/delta";
import { relativeChange } from "@/lib/kpis/metric";
import type { Unit } from "@/lib/kpis/unit";

type ChangeProps = {
  unit: Unit;
  now: number | null;
  before: number | null;
  goodWhen: Polarity;
  /** "against the month before". */
  period: string;
};

/** How a figure changed: a share in points, so that nobody takes its percent for them, everything else in percent. */
export function Change({ unit, now, before, goodWhen, period }: ChangeProps) {
  if (now === null || before === null) return null;
  if (unit === "share") return <Delta value={(now - before) * 100} unit="pt" {...{ goodWhen, period }} />;
  const change = relativeChange(now, before);
  return change === null ? null : <Delta value={change * 100} {...{ goodWhen, period }} />;
}
