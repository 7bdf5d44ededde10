import type { Day } from "@/lib/days";
import type { Tally } from "../tally";

/** What was counted in a period. `correctedAt`: when it came to hold something else after it had ended. */
export type Period = { startOn: Day; endOn: Day; tally: Tally; correctedAt: Date | null };
