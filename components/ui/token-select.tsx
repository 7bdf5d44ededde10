import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { Options, type SelectOption } from "./select";

const TOKEN =
  "field-sizing-content min-h-[26px] max-w-full rounded-[5px] border border-transparent px-[7px] text-sm leading-6 transition-colors hover:border-line-strong aria-invalid:border-bad coarse:min-h-control coarse:min-w-control coarse:text-md";

const look = (isSubject: boolean | undefined, className: string | undefined) =>
  clsx(
    TOKEN,
    isSubject ? "bg-accent-soft font-semibold text-accent-strong" : "bg-sunken text-ink hover:bg-hover",
    className,
  );

export type TokenSelectProps = Omit<ComponentProps<"select">, "children"> & {
  label: string;
  options: readonly SelectOption[];
  /** The subject of the sentence: blue and strong. */
  isSubject?: boolean;
  placeholder?: string;
};

/** A native select drawn as a word in a sentence. */
export function TokenSelect({
  label,
  options,
  isSubject,
  placeholder,
  className,
  ...rest
}: TokenSelectProps) {
  return (
    <select aria-label={label} className={clsx("appearance-none", look(isSubject, className))} {...rest}>
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      <Options options={options} />
    </select>
  );
}

export type TokenInputProps = ComponentProps<"input"> & { label: string; isSubject?: boolean };

/** A native input drawn as a word in a sentence; numbers stand right and show no spinner. */
export function TokenInput({ label, isSubject, className, type, ...rest }: TokenInputProps) {
  const extra = clsx(
    type === "number" &&
      "min-w-[2.6em] text-right [appearance:textfield] [&::-webkit-inner-spin-button]:hidden [&::-webkit-outer-spin-button]:hidden",
    type !== "number" && "min-w-[4em]",
    className,
  );
  return <input type={type ?? "text"} aria-label={label} className={look(isSubject, extra)} {...rest} />;
}
