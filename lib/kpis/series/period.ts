import type { Day } from "@/lib/days";
import type { Tally } from "../tally";

/** What was counted in a period. `correctedOn`: the day on which it came to hold something else after it had ended. */
export type Period = {
  startOn: Day;
  endOn: Day;
  tally: Tally;
  correctedOn: Day | null;
  /** The tally without what was typed; null where nothing was. */
  seen: Tally | null;
  /** The value of a KPI of the workspace's own, where one was asked for. */
  own?: number | null;
};
