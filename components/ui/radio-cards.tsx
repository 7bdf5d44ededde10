import { clsx } from "clsx";
import { type ChangeEventHandler, type ReactNode, useId } from "react";

export type RadioCard = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean };

export type RadioCardsProps = {
  legend: ReactNode;
  hideLegend?: boolean;
  name: string;
  options: readonly RadioCard[];
  value?: string;
  defaultValue?: string;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  columns?: 1 | 2 | 3;
  error?: string;
};

const COLUMNS = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

/** One choice of a few, each with a line that explains it. */
export function RadioCards(props: RadioCardsProps) {
  const { legend, hideLegend, name, options, value, defaultValue, onChange, columns = 1, error } = props;
  const id = useId();
  return (
    <fieldset className="min-w-0" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={hideLegend ? "sr-only" : "mb-1 text-sm font-medium"}>{legend}</legend>
      <div className={clsx("grid gap-2", COLUMNS[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className={clsx(
              "flex items-start gap-2.5 rounded-md border border-line bg-surface px-3 py-2.5 text-sm transition-colors hover:bg-hover",
              "has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-50",
              "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              onChange={onChange}
              className="mt-[3px] size-3.5 flex-none accent-accent focus-visible:outline-none"
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
            />
            <span className="min-w-0">
              <span className="block font-medium">{option.label}</span>
              {option.help && <span className="block text-xs text-ink-2">{option.help}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="mt-1 text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
