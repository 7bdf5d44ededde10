import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import type { Day } from "@/lib/days";

/** What to follow between which two days: a plain form, its answer is an address. */
export function PeriodForm({
  parents,
  parentId,
  from,
  to,
  today,
}: {
  parents: readonly { id: string; name: string }[];
  parentId: string | null;
  from: Day;
  to: Day;
  today: Day;
}) {
  return (
    <form
      action="/segments/movement"
      className="flex flex-wrap items-end gap-3"
      key={`${parentId} ${from} ${to}`}
    >
      <SelectField
        label="Between"
        name="parent"
        defaultValue={parentId ?? ""}
        placeholder="Lifecycle stages"
        options={parents.map(({ id, name }) => ({ value: id, label: `Children of ${name}` }))}
      />
      <TextField label="From" name="from" type="date" defaultValue={from} max={today} />
      <TextField label="To" name="to" type="date" defaultValue={to} max={today} />
      <Button type="submit">Show movement</Button>
    </form>
  );
}
