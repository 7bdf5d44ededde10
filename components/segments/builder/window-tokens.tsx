"use client";

import { TokenSelect } from "@/components/ui/token-select";
import { type RuleWindow, WINDOW_UNITS } from "@/lib/segments/rule";
import { DayToken } from "./day-token";
import { SpanTokens } from "./tokens";

const OPTIONS = [
  { value: "ever", label: "at any time" },
  { value: "last", label: "in the last" },
  { value: "between", label: "between" },
  { value: "since", label: "since" },
  { value: "before", label: "before" },
];

/** When it happened: ever, counted back from today, or on days. */
export function WindowTokens(props: {
  window: RuleWindow | undefined;
  onChange: (window: RuleWindow | undefined, key?: string) => void;
}) {
  const { window, onChange } = props;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 gap-y-1">
      <TokenSelect
        label="Period"
        value={window?.kind ?? "ever"}
        options={OPTIONS}
        onChange={(event) => onChange(windowOf(event.target.value, window))}
      />
      {window?.kind === "last" && (
        <SpanTokens
          count={window.count}
          unit={window.unit}
          units={WINDOW_UNITS}
          onChange={(count, unit) => onChange({ ...window, count, unit }, "window")}
        />
      )}
      {window?.kind === "between" && (
        <>
          <DayToken
            label="First day"
            value={window.from}
            onChange={(from) => onChange({ ...window, from }, "from")}
          />
          <span>and</span>
          <DayToken label="Last day" value={window.to} onChange={(to) => onChange({ ...window, to }, "to")} />
        </>
      )}
      {window?.kind === "since" && (
        <DayToken
          label="Since"
          value={window.from}
          onChange={(from) => onChange({ ...window, from }, "from")}
        />
      )}
      {window?.kind === "before" && (
        <DayToken label="Before" value={window.to} onChange={(to) => onChange({ ...window, to }, "to")} />
      )}
    </span>
  );
}

/** Another kind of period; the days that were entered stay. */
function windowOf(kind: string, before: RuleWindow | undefined): RuleWindow | undefined {
  const from = before && "from" in before ? before.from : "";
  const to = before && "to" in before ? before.to : "";
  if (kind === "last") return { kind, count: 90, unit: "days" };
  if (kind === "between") return { kind, from, to };
  if (kind === "since") return { kind, from: from || to };
  if (kind === "before") return { kind, to: to || from };
  return undefined;
}
