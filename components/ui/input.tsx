import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Field, type FieldFrame } from "./field";

export const CONTROL_LOOK =
  "min-h-control w-full min-w-0 rounded-md border border-line-strong bg-surface text-sm text-ink transition-colors " +
  "hover:border-ink-3 disabled:bg-sunken disabled:text-ink-3 [&[readonly]]:bg-sunken aria-invalid:border-bad coarse:text-md";

/** A bare input; give it an `aria-label` when no Field names it. */
export function Input({ className, type, ...rest }: ComponentProps<"input">) {
  return <input type={type ?? "text"} className={clsx(CONTROL_LOOK, "px-2.5", className)} {...rest} />;
}

export type TextFieldProps = FieldFrame & Omit<ComponentProps<"input">, "id"> & { unit?: ReactNode };

/** Input with label, help and error; `unit` stands behind the figure. */
export function TextField({ label, help, error, optional, className, unit, ...rest }: TextFieldProps) {
  return (
    <Field label={label} help={help} error={error} optional={optional} className={className}>
      {(wiring) =>
        unit ? (
          <span className="flex items-center gap-2">
            <Input required={!optional} {...rest} {...wiring} />
            <span className="flex-none text-sm text-ink-2">{unit}</span>
          </span>
        ) : (
          <Input required={!optional} {...rest} {...wiring} />
        )
      }
    </Field>
  );
}
