import { Checkbox } from "@/components/ui/checkbox";
import type { ExportColumn } from "@/lib/segments/export/columns";

/** The columns of a file of people, by group, to tick. */
export function ColumnChoice({
  columns,
  chosen,
  onChange,
}: {
  columns: readonly ExportColumn[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const groups = [...new Set(columns.map(({ group }) => group))];
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">Columns</h3>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {groups.map((group) => (
          <fieldset key={group}>
            <legend className="mb-0.5 text-xs font-medium text-ink-3">{group}</legend>
            {columns
              .filter((column) => column.group === group)
              .map(({ key, label }) => (
                <Checkbox
                  key={key}
                  label={label}
                  checked={chosen.includes(key)}
                  onChange={(event) =>
                    onChange(
                      event.target.checked ? [...chosen, key] : chosen.filter((other) => other !== key),
                    )
                  }
                />
              ))}
          </fieldset>
        ))}
      </div>
    </div>
  );
}
