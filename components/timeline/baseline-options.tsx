import { Pencil, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import type { NamedKey, PlanResult } from "@/lib/timeline/plan";

export type BaselineOptionsProps = {
  baselines: readonly NamedKey[];
  chosen: string | null;
  onChoose: (baselineId: string | null) => void;
  /** Absent for who may only compare. */
  edit?: {
    save: (name: string) => Promise<PlanResult<unknown>>;
    rename: (baselineId: string, name: string) => Promise<PlanResult<unknown>>;
    remove: (baselineId: string) => Promise<PlanResult<unknown>>;
  };
};

/** Chooses the snapshot to compare with; makes, renames and deletes them. */
export function BaselineOptions({ baselines, chosen, onChoose, edit }: BaselineOptionsProps) {
  const [form, setForm] = useState<"save" | "rename" | "remove" | null>(null);
  const current = baselines.find(({ key }) => key === chosen);
  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-end gap-1">
        <SelectField
          label="Compare with baseline"
          className="min-w-0 flex-1"
          placeholder={baselines.length === 0 ? "None saved yet" : "None"}
          options={baselines.map(({ key, label }) => ({ value: key, label }))}
          value={current?.key ?? ""}
          onChange={({ target: { value } }) => onChoose(value === "" ? null : value)}
        />
        {edit && current && (
          <>
            <IconButton label={`Rename “${current.label}”`} onClick={() => setForm("rename")}>
              <Pencil aria-hidden="true" />
            </IconButton>
            <IconButton label={`Delete “${current.label}”`} onClick={() => setForm("remove")}>
              <Trash2 aria-hidden="true" />
            </IconButton>
          </>
        )}
      </div>
      {edit && form === "remove" && current && (
        <div className="flex flex-col gap-2 rounded-lg border border-line p-2.5">
          <p>Delete “{current.label}”? The plan stays as it is; the days it kept are gone.</p>
          <span className="flex gap-2">
            <Button
              size="sm"
              variant="danger"
              onClick={async () => {
                const result = await edit.remove(current.key);
                if (result.ok) setForm(null);
              }}
            >
              Delete baseline
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setForm(null)}>
              Cancel
            </Button>
          </span>
        </div>
      )}
      {edit && (form === "save" || (form === "rename" && current)) && (
        <NameForm
          key={form}
          initial={form === "rename" ? (current?.label ?? "") : ""}
          verb={form === "rename" ? "Rename baseline" : "Save baseline"}
          save={(name) => (form === "rename" && current ? edit.rename(current.key, name) : edit.save(name))}
          onClose={() => setForm(null)}
        />
      )}
      {edit && form === null && (
        <Button className="self-start" onClick={() => setForm("save")}>
          Save today’s plan as a baseline
        </Button>
      )}
    </section>
  );
}

type NameFormProps = {
  initial: string;
  verb: string;
  save: (name: string) => Promise<PlanResult<unknown>>;
  onClose: () => void;
};

function NameForm({ initial, verb, save, onClose }: NameFormProps) {
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string | undefined>();
  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await save(name);
    if (result.ok) onClose();
    else setProblem(result.error.message);
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 rounded-lg border border-line p-2.5">
      <TextField
        label="Name"
        value={name}
        maxLength={80}
        error={problem}
        onChange={(event) => setName(event.target.value)}
      />
      <span className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" disabled={name.trim() === ""}>
          {verb}
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
      </span>
    </form>
  );
}
