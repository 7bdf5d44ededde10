import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

export type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  help?: ReactNode;
  hideLabel?: boolean;
};

export function Checkbox({ label, help, hideLabel, className, ...rest }: CheckboxProps) {
  const helpId = useId();
  return (
    <span className={clsx("flex min-w-0 flex-col", className)}>
      <label className="flex min-h-6 items-start gap-2 text-sm coarse:min-h-control coarse:items-center">
        <input
          type="checkbox"
          aria-describedby={help ? helpId : undefined}
          className="mt-[3px] size-3.5 flex-none rounded-sm accent-accent coarse:mt-0 coarse:size-5"
          {...rest}
        />
        <span className={hideLabel ? "sr-only" : undefined}>{label}</span>
      </label>
      {help && (
        <span id={helpId} className="pl-[22px] text-xs text-ink-3 coarse:pl-7">
          {help}
        </span>
      )}
    </span>
  );
}
