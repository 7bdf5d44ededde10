"use client";

import { useMemo, useState } from "react";
import { Picker } from "@/components/ui/picker";
import { formatCount } from "@/lib/format";
import { type ConditionChoice, searchChoices } from "@/lib/segments/editing/choices";

export type ConditionPickerProps = {
  choices: readonly ConditionChoice[];
  /** The choice that the line has now. */
  currentKey: string | null;
  title: string;
  onPick: (choice: ConditionChoice) => void;
  onClose: () => void;
};

/** Everything that a condition can be about, by kind and searched as typed. */
export function ConditionPicker({ choices, currentKey, title, onPick, onClose }: ConditionPickerProps) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      choices.findIndex(({ key }) => key === currentKey),
    ),
  );
  const entries = useMemo(
    () =>
      searchChoices(choices, query).map((choice) => ({
        key: choice.key,
        group: choice.group,
        title: choice.key === currentKey ? `${choice.label} (now)` : choice.label,
        meta: choice.refusal ?? choice.hint,
        isRefused: choice.refusal !== undefined,
        choice,
      })),
    [choices, query, currentKey],
  );
  return (
    <Picker
      label={title}
      listLabel="Conditions"
      placeholder="What is the condition about?"
      query={query}
      onQuery={setQuery}
      entries={entries}
      at={at}
      onAt={setAt}
      onChoose={({ choice }) => onPick(choice)}
      onClose={onClose}
      hasJumps={query === ""}
      status={formatCount(entries.length, "condition")}
      empty={`Nothing is called “${query}”. Try a part of a field, an event, a question or a segment.`}
    />
  );
}
