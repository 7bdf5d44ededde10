"use client";

import type { HTMLInputTypeAttribute, ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, type SelectOption } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { CAMPAIGN_CHANNEL_LABEL, CAMPAIGN_CHANNELS, type CampaignChannel } from "@/lib/campaigns/status";
import { readEither } from "@/lib/kpis/values/amount";
import { useDraft } from "./use-brief";

type Common = {
  label: string;
  help?: ReactNode;
  error?: string;
  /** Without it the value is shown as text. */
  onSave?: (value: string) => void;
};

function Shown({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-sm font-medium">{label}</span>
      <div className="text-base whitespace-pre-line text-ink-2">{children}</div>
    </div>
  );
}

/** Long text that saves when it is left. */
export function TextPart({
  label,
  help,
  error,
  value,
  rows,
  placeholder,
  onSave,
}: Common & { value: string; rows?: number; placeholder?: string }) {
  const [draft, setDraft] = useDraft(value);
  if (!onSave)
    return <Shown label={label}>{value || <span className="text-ink-3">Nothing written yet.</span>}</Shown>;
  return (
    <Field label={label} help={help} error={draft.trim() === value ? undefined : error}>
      {(wiring) => (
        <Textarea
          {...wiring}
          rows={rows}
          value={draft}
          placeholder={placeholder}
          className="max-w-[76ch]"
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => {
            if (draft.trim() !== value) onSave(draft.trim());
          }}
        />
      )}
    </Field>
  );
}

type ValuePartProps = Common & {
  value: string;
  /** What a reader sees. */
  shown?: ReactNode;
  type?: HTMLInputTypeAttribute;
  unit?: string;
  inputMode?: "decimal" | "numeric";
  min?: string;
  max?: string;
  disabled?: boolean;
};

/** One line that saves when it is left or Enter is pressed; Esc takes the typing back. */
export function ValuePart({
  label,
  help,
  error,
  value,
  shown,
  type,
  unit,
  onSave,
  disabled,
  ...rest
}: ValuePartProps) {
  const [draft, setDraft] = useDraft(value);
  if (!onSave) return <Shown label={label}>{shown ?? (value || "–")}</Shown>;
  return (
    <Field label={label} help={help} error={draft.trim() === value ? undefined : error}>
      {(wiring) => (
        <span className="flex items-center gap-2">
          <Input
            {...rest}
            {...wiring}
            type={type}
            value={draft}
            disabled={disabled}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={() => {
              if (draft.trim() !== value) onSave(draft.trim());
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.currentTarget.blur();
              if (event.key === "Escape") setDraft(value);
            }}
          />
          {unit && <span className="flex-none text-sm text-ink-2">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

type ChoicePartProps = Common & {
  value: string;
  options: readonly SelectOption[];
  placeholder?: string;
  shown?: ReactNode;
};

/** One of several, saved at once. */
export function ChoicePart({
  label,
  help,
  error,
  value,
  options,
  placeholder,
  shown,
  onSave,
}: ChoicePartProps) {
  if (!onSave)
    return (
      <Shown label={label}>
        {shown ?? options.find((option) => option.value === value)?.label ?? placeholder ?? "–"}
      </Shown>
    );
  return (
    <Field label={label} help={help} error={error}>
      {(wiring) => (
        <Select
          {...wiring}
          value={value}
          options={options}
          placeholder={placeholder}
          onChange={(event) => onSave(event.target.value)}
        />
      )}
    </Field>
  );
}

type ChannelsPartProps = {
  value: readonly CampaignChannel[];
  error?: string;
  help?: string;
  disabled?: boolean;
  name?: string;
  onSave?: (channels: CampaignChannel[]) => void;
};

/** Channels as switches that stay where they are. */
export function ChannelsPart({ value, error, help, disabled, name, onSave }: ChannelsPartProps) {
  if (!onSave && !name)
    return (
      <Shown label="Channels">
        {value.map((channel) => CAMPAIGN_CHANNEL_LABEL[channel]).join(", ") || "None yet"}
      </Shown>
    );
  return (
    <fieldset className="min-w-0" disabled={disabled}>
      <legend className="mb-1 text-sm font-medium">Channels</legend>
      <div className="flex flex-wrap gap-1.5">
        {CAMPAIGN_CHANNELS.map((channel) => (
          <label
            key={channel}
            className="flex min-h-control items-center rounded-full border border-line-strong bg-surface px-2.5 text-xs text-ink-2 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent-strong has-disabled:opacity-60 has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="checkbox"
              className="sr-only"
              name={name}
              value={channel}
              {...(onSave
                ? {
                    checked: value.includes(channel),
                    onChange: (event) =>
                      onSave(
                        CAMPAIGN_CHANNELS.filter((each) =>
                          each === channel ? event.target.checked : value.includes(each),
                        ),
                      ),
                  }
                : { defaultChecked: value.includes(channel) })}
            />
            {CAMPAIGN_CHANNEL_LABEL[channel]}
          </label>
        ))}
      </div>
      {(error ?? help) && (
        <p className={error ? "mt-1 text-xs text-bad" : "mt-1 text-xs text-ink-3"}>{error ?? help}</p>
      )}
    </fieldset>
  );
}

/** "1 234,50", "1,234.50" or "1234.5" in the currency's units as minor units; NaN when it is no amount. */
export function toMinor(text: string, digits: number): number {
  return Math.round((readEither(text, ".") ?? Number.NaN) * 10 ** digits);
}
