"use client";

import { clsx } from "clsx";
import { FileUp } from "lucide-react";
import { type ReactNode, useId, useState } from "react";

export type FileDropProps = {
  label: ReactNode;
  help?: ReactNode;
  /** As in the accept attribute: ".csv,.gz". Checked for dropped files too. */
  accept?: string;
  name?: string;
  disabled?: boolean;
  error?: string;
  onFile: (file: File) => void;
};

/** Drop a file, or press to choose one: a file input that fills the box. */
export function FileDrop({ label, help, accept, name, disabled, error, onFile }: FileDropProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  function take(file: File | undefined) {
    if (!file) return;
    const endings = accept?.split(",").map((ending) => ending.trim().toLowerCase()) ?? [];
    const fits = endings.length === 0 || endings.some((ending) => file.name.toLowerCase().endsWith(ending));
    setRefusal(fits ? null : `“${file.name}” does not end in ${endings.join(" or ")}.`);
    if (fits) onFile(file);
  }

  const problem = error ?? refusal;
  return (
    <div>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!disabled);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (!disabled) take(event.dataTransfer.files[0]);
        }}
        className={clsx(
          "flex cursor-pointer flex-col items-center rounded-lg border border-dashed px-4 py-8 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
          isOver ? "border-accent bg-accent-soft" : "border-line-strong bg-surface hover:bg-hover",
          disabled && "pointer-events-none opacity-50",
        )}
      >
        <FileUp aria-hidden="true" strokeWidth={1.5} className="mb-2 size-[22px] text-ink-3" />
        <span className="text-base font-medium">{label}</span>
        {help && (
          <span id={`${id}-help`} className="mt-0.5 text-sm text-ink-2">
            {help}
          </span>
        )}
        <input
          id={id}
          type="file"
          name={name}
          accept={accept}
          disabled={disabled}
          aria-describedby={clsx(help && `${id}-help`, problem && `${id}-error`) || undefined}
          className="sr-only"
          onChange={(event) => take(event.target.files?.[0])}
        />
      </label>
      {problem && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-xs text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
