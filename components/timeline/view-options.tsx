import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField } from "@/components/ui/select";
import { COLUMN_WORDS, COLUMNS, type Column } from "./column";

export type ViewOptionsProps = {
  /** Null when no baseline is chosen. */
  baseline: boolean | null;
  onBaseline: (isShown: boolean) => void;
  lines: boolean;
  onLines: (isShown: boolean) => void;
  critical: boolean;
  onCritical: (isShown: boolean) => void;
  column: Column;
  onColumn: (column: Column) => void;
  /** Folds or unfolds every campaign and group. */
  onFoldAll: (isFolded: boolean) => void;
};

/** What is drawn, and the column beside the names. */
export function ViewOptions(props: ViewOptionsProps) {
  return (
    <div className="flex w-64 flex-col gap-3">
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-xs font-semibold text-ink-2">Show</legend>
        <Checkbox
          label="Dependencies"
          checked={props.lines}
          onChange={(event) => props.onLines(event.target.checked)}
        />
        <Checkbox
          label="Critical path and slack"
          help="Dark edges: a day later here ends the campaign a day later. Thin lines: how far a bar may slip."
          checked={props.critical}
          onChange={(event) => props.onCritical(event.target.checked)}
        />
        <Checkbox
          label="Baseline"
          help={props.baseline === null ? "Choose one under Plan." : undefined}
          disabled={props.baseline === null}
          checked={props.baseline ?? false}
          onChange={(event) => props.onBaseline(event.target.checked)}
        />
      </fieldset>
      <SelectField
        label="Column beside the names"
        options={COLUMNS.map((value) => ({
          value,
          label: value === "baseline" ? "Days after the baseline" : COLUMN_WORDS[value],
          disabled: value === "baseline" && props.baseline === null,
        }))}
        value={props.column}
        onChange={(event) => props.onColumn(COLUMNS.find((known) => known === event.target.value) ?? "none")}
      />
      <div className="flex gap-2">
        <Button size="sm" onClick={() => props.onFoldAll(true)}>
          Fold all
        </Button>
        <Button size="sm" onClick={() => props.onFoldAll(false)}>
          Unfold all
        </Button>
      </div>
    </div>
  );
}
