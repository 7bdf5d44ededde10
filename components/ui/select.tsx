import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { Field, type FieldFrame } from "./field";
import { CONTROL_LOOK } from "./input";

export type SelectOption = { value: string; label: string; disabled?: boolean; group?: string };

export type SelectProps = Omit<ComponentProps<"select">, "children"> & {
  options: readonly SelectOption[];
  placeholder?: string;
};

/** The native select; `placeholder` is an empty first choice. */
export function Select({ options, placeholder, className, ...rest }: SelectProps) {
  return (
    <span className={clsx("relative block", className)}>
      <select className={clsx(CONTROL_LOOK, "appearance-none pr-7 pl-2.5")} {...rest}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        <Options options={options} />
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}

/** Option elements, those with the same `group` under one heading. */
export function Options({ options }: { options: readonly SelectOption[] }) {
  const groups = [...new Set(options.map((option) => option.group))];
  return groups.map((group) => {
    const inside = options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ));
    return group === undefined ? (
      inside
    ) : (
      <optgroup key={group} label={group}>
        {inside}
      </optgroup>
    );
  });
}

export function SelectField({
  label,
  help,
  error,
  optional,
  className,
  ...rest
}: FieldFrame & Omit<SelectProps, "id">) {
  return (
    <Field label={label} help={help} error={error} optional={optional} className={className}>
      {(wiring) => <Select required={!optional} {...rest} {...wiring} />}
    </Field>
  );
}
