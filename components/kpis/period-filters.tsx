import { FilterSelect } from "@/components/ui/filter-select";
import type { SelectOption } from "@/components/ui/select";
import { COMPARISON_LABEL, COMPARISONS, RANGES } from "@/lib/kpis/comparison/view";
import { CALENDAR_GRAINS, type CalendarGrain, GRAIN_LABEL } from "@/lib/kpis/grain";

type PeriodFiltersProps = {
  grain: CalendarGrain;
  /** What figures can be compared with besides. */
  others?: readonly SelectOption[];
};

/** How long a period is, how many are shown and what they are compared with, kept in the address. */
export function PeriodFilters({ grain, others = [] }: PeriodFiltersProps) {
  return (
    <>
      <FilterSelect
        label="Length of a period"
        param="grain"
        all={GRAIN_LABEL.month}
        resets={["range"]}
        options={CALENDAR_GRAINS.filter((one) => one !== "month").map((value) => ({
          value,
          label: GRAIN_LABEL[value],
        }))}
      />
      <FilterSelect
        label="Periods shown"
        param="range"
        all={`Last ${RANGES[grain][1]}`}
        options={RANGES[grain]
          .filter((_, index) => index !== 1)
          .map((value) => ({ value: String(value), label: `Last ${value}` }))}
      />
      <FilterSelect
        label="Compared with"
        param="against"
        all={COMPARISON_LABEL.previous}
        options={[
          ...COMPARISONS.filter((one) => one !== "previous").map((value) => ({
            value,
            label: COMPARISON_LABEL[value],
          })),
          ...others,
        ]}
      />
    </>
  );
}
