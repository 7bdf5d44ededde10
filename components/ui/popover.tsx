import { clsx } from "clsx";
import { type CSSProperties, type ReactNode, useId } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button";

export type PopoverProps = {
  /** What the button shows. */
  trigger: ReactNode;
  /** The button's name when the trigger has no words. */
  label?: string;
  children: ReactNode;
  align?: "start" | "end" | "top";
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Draws the trigger in its own way instead of as a button. */
  triggerClassName?: string;
  className?: string;
  /** Before it opens, for what is made only then. */
  onOpen?: () => void;
};

/** A panel under a button by the popover attribute and anchor positioning: no script. */
export function Popover(props: PopoverProps) {
  const {
    trigger,
    label,
    children,
    align = "start",
    variant,
    size,
    triggerClassName,
    className,
    onOpen,
  } = props;
  const id = useId();
  const { anchor, anchored } = anchorStyles(id);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        title={label}
        style={anchor}
        className={triggerClassName ?? buttonClass({ variant, size })}
      >
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        data-align={align}
        onBeforeToggle={onOpen && ((event) => event.newState === "open" && onOpen())}
        style={anchored}
        className={clsx("floating p-3 text-sm", className)}
      >
        {children}
      </div>
    </>
  );
}

/** Joins a trigger and its floating element; the names come from `useId`. */
export function anchorStyles(id: string): { anchor: CSSProperties; anchored: CSSProperties } {
  const name = `--anchor-${id.replace(/[^\w-]/g, "")}`;
  return { anchor: { anchorName: name }, anchored: { positionAnchor: name } };
}
