import type { Action } from "@/components/ui/use-action";
import type { Day } from "@/lib/days";
import type { BatchRef, PasteInput, ValueInput, ValueRef } from "@/lib/kpis/values/model";
import type { Entered, ValueChoices } from "@/lib/kpis/values/value";

/** What can be chosen, and how amounts are written. */
export type ValueSetting = { choices: ValueChoices; today: Day; currency: string };

export type ValueActions = {
  type: Action<ValueInput, Entered>;
  paste: Action<PasteInput, Entered>;
  remove: Action<ValueRef, BatchRef>;
  undo: Action<BatchRef, BatchRef>;
};
