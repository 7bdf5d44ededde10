import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

export type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & {
  label: ReactNode;
  help?: ReactNode;
};

/** For a setting that takes effect at once; inside a form with a Save button use Checkbox. */
export function Switch({ label, help, className, ...rest }: SwitchProps) {
  const helpId = useId();
  return (
    <span className={clsx("flex min-w-0 flex-col", className)}>
      <label className="flex min-h-6 items-center gap-2.5 text-sm coarse:min-h-control">
        <input
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox carries its checked state by itself
          role="switch"
          aria-describedby={help ? helpId : undefined}
          className={clsx(
            "relative h-[18px] w-8 flex-none appearance-none rounded-full border border-line-strong bg-line-strong transition-colors",
            "checked:border-accent checked:bg-accent disabled:opacity-50",
            "before:absolute before:top-px before:left-px before:size-3.5 before:rounded-full before:bg-surface before:transition-transform checked:before:translate-x-3.5",
          )}
          {...rest}
        />
        <span>{label}</span>
      </label>
      {help && (
        <span id={helpId} className="pl-[42px] text-xs text-ink-3">
          {help}
        </span>
      )}
    </span>
  );
}
