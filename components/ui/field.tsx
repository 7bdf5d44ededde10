import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

export type FieldFrame = {
  label: ReactNode;
  help?: ReactNode;
  error?: string;
  optional?: boolean;
  className?: string;
};

/** What the control inside a field needs to be joined to its label, help and error. */
export type FieldWiring = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

/** Label above, help below; an error takes the place of the help. The control is drawn by `children(wiring)`. */
export function Field({
  label,
  help,
  error,
  optional,
  className,
  children,
}: FieldFrame & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId();
  const note = error ?? help;
  const noteId = `${id}-note`;
  return (
    <div className={clsx("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="font-normal text-ink-3"> optional</span>}
      </label>
      {children({
        id,
        "aria-describedby": note ? noteId : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {note && (
        <p id={noteId} className={clsx("max-w-[70ch] text-xs", error ? "text-bad" : "text-ink-3")}>
          {note}
        </p>
      )}
    </div>
  );
}
