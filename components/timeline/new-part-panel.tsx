import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { isDay } from "@/lib/days";
import { type Days, toDays, toSpan } from "@/lib/timeline/bars";
import { PANEL_LOOK } from "./panel-part";

export type NewPart = { kind: "tactic" | "milestone"; name: string; days: Days };

export type NewPartPanelProps = {
  campaign: string;
  days: Days;
  onAdd: (part: NewPart) => void;
  onClose: () => void;
};

/** Names what was drawn, or what is added without drawing. */
export function NewPartPanel({ campaign, days, onAdd, onClose }: NewPartPanelProps) {
  const [kind, setKind] = useState<NewPart["kind"]>("tactic");
  const [name, setName] = useState("");
  const [span, setSpan] = useState(() => toSpan(days));
  const isBackwards = span.endOn < span.startOn;
  const isWhole = isDay(span.startOn) && (kind === "milestone" || (isDay(span.endOn) && !isBackwards));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "" || !isWhole) return;
    onAdd({
      kind,
      name: name.trim(),
      days: toDays(kind === "milestone" ? { ...span, endOn: span.startOn } : span),
    });
  }

  return (
    <section
      aria-label={`New part of ${campaign}`}
      className={PANEL_LOOK}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="flex items-start gap-2 pt-3 pr-2 pl-4">
        <div className="min-w-0 flex-1 pt-0.5">
          <h2 className="text-md font-semibold">New in the plan</h2>
          <p className="text-xs text-ink-3">{campaign}</p>
        </div>
        <IconButton label="Close panel" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <form onSubmit={submit} className="flex flex-col gap-3 px-4 pt-3 pb-5">
        <TextField
          label="Name"
          autoFocus
          value={name}
          maxLength={160}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label="Kind"
          options={[
            { value: "tactic", label: "Tactic" },
            { value: "milestone", label: "Milestone" },
          ]}
          value={kind}
          onChange={(event) => setKind(event.target.value === "milestone" ? "milestone" : "tactic")}
        />
        <div className="grid grid-cols-2 gap-2">
          <TextField
            label={kind === "milestone" ? "Day" : "Start"}
            type="date"
            value={span.startOn}
            onChange={(event) => setSpan({ ...span, startOn: event.target.value })}
          />
          {kind === "tactic" && (
            <TextField
              label="End"
              type="date"
              value={span.endOn}
              min={span.startOn}
              error={isBackwards ? "Choose a later end." : undefined}
              onChange={(event) => setSpan({ ...span, endOn: event.target.value })}
            />
          )}
        </div>
        <Button
          type="submit"
          variant="primary"
          className="self-start"
          disabled={name.trim() === "" || !isWhole}
        >
          Add {kind}
        </Button>
      </form>
    </section>
  );
}
