import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { Field, type FieldFrame } from "./field";
import { CONTROL_LOOK } from "./input";

/** Grows with its text from `rows` up. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={clsx(CONTROL_LOOK, "field-sizing-content px-2.5 py-1.5 leading-5", className)}
      style={{ minHeight: `${rows * 20 + 14}px` }}
      {...rest}
    />
  );
}

export function TextareaField({
  label,
  help,
  error,
  optional,
  className,
  ...rest
}: FieldFrame & Omit<ComponentProps<"textarea">, "id">) {
  return (
    <Field label={label} help={help} error={error} optional={optional} className={className}>
      {(wiring) => <Textarea required={!optional} {...rest} {...wiring} />}
    </Field>
  );
}
