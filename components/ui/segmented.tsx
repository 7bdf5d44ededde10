import { clsx } from "clsx";
import { type ChangeEventHandler, type ReactNode, useId } from "react";
import { NearLink } from "./near-link";

const FRAME = "inline-flex min-h-control max-w-full items-center overflow-x-auto rounded-md bg-sunken p-0.5";
const ITEM =
  "flex min-h-[calc(var(--control)-4px)] flex-1 items-center justify-center gap-1 rounded-[5px] px-2 text-xs font-medium whitespace-nowrap text-ink-2 transition-colors hover:text-ink [&_svg]:size-3.5";
const CHOSEN = "bg-surface text-ink shadow-[0_1px_2px_rgb(20_22_28/0.12)] dark:bg-hover";

export type SegmentedItem = { label: ReactNode; href: string; isCurrent: boolean };

/** 2–5 exclusive views of the same thing, each with an address. */
export function Segmented({ label, items }: { label: string; items: readonly SegmentedItem[] }) {
  return (
    <nav aria-label={label} className={FRAME}>
      {items.map((item) => (
        <NearLink
          key={item.href}
          href={item.href}
          scroll={false}
          aria-current={item.isCurrent ? "true" : undefined}
          className={clsx(ITEM, item.isCurrent && CHOSEN)}
        >
          {item.label}
        </NearLink>
      ))}
    </nav>
  );
}

export type SegmentedChoiceProps = {
  label: string;
  name?: string;
  options: readonly { value: string; label: ReactNode }[];
  value?: string;
  defaultValue?: string;
  onChange?: ChangeEventHandler<HTMLInputElement>;
};

/** The same look for a value in a form or in client state: radio inputs, so arrows work by themselves. */
export function SegmentedChoice({
  label,
  name,
  options,
  value,
  defaultValue,
  onChange,
}: SegmentedChoiceProps) {
  const id = useId();
  return (
    <fieldset className={FRAME}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            ITEM,
            "has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_1px_2px_rgb(20_22_28/0.12)] dark:has-checked:bg-hover",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name ?? id}
            value={option.value}
            onChange={onChange}
            {...(value === undefined
              ? { defaultChecked: option.value === defaultValue }
              : { checked: option.value === value })}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
