"use client";

import { useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/input";
import { formatCount } from "@/lib/format";

export type SegmentOption = { id: string; name: string };

/** Many of many segments: a list to tick, and a field that narrows it. */
export function SegmentChoice({
  options,
  chosen,
  onChange,
  error,
}: {
  options: readonly SegmentOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error?: string;
}) {
  const [query, setQuery] = useState("");
  const id = useId();
  const text = query.trim().toLocaleLowerCase("en");
  const shown = options.filter(({ name }) => name.toLocaleLowerCase("en").includes(text));
  return (
    <fieldset aria-describedby={`${id}-status`}>
      <legend className="mb-1 text-sm font-medium">Segments</legend>
      {options.length > 8 && (
        <TextField
          label="Find a segment"
          value={query}
          autoComplete="off"
          className="mb-2"
          onChange={(event) => setQuery(event.target.value)}
        />
      )}
      <div className="max-h-56 overflow-y-auto rounded-md border border-line px-3 py-2">
        {shown.map((segment) => (
          <Checkbox
            key={segment.id}
            label={segment.name}
            checked={chosen.includes(segment.id)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...chosen, segment.id]
                  : chosen.filter((segmentId) => segmentId !== segment.id),
              )
            }
          />
        ))}
        {shown.length === 0 && <p className="text-sm text-ink-3">No segment is called that.</p>}
      </div>
      <p id={`${id}-status`} className={error ? "mt-1 text-xs text-bad" : "mt-1 text-xs text-ink-3"}>
        {error ?? `${formatCount(chosen.length, "segment")} chosen`}
      </p>
    </fieldset>
  );
}
