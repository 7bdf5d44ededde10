import type { Day } from "@/lib/days";

/** An entry of what a campaign cost. `who` entered it; null for somebody who is gone. */
export type SpendRow = {
  id: string;
  spentOn: Day;
  amountMinor: number;
  note: string;
  who: string | null;
};
