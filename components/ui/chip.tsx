import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

const REMOVE =
  "grid size-[18px] flex-none place-items-center rounded-full hover:bg-surface coarse:relative coarse:size-8 coarse:before:absolute coarse:before:-inset-1.5 [&_svg]:size-3";

export type ChipProps = {
  children: ReactNode;
  /** What the cross removes, in words: "Remove owner: Ada Lind". */
  removeLabel?: string;
  removeHref?: string;
  onRemove?: () => void;
};

/** A value that can be taken away, by link (filters in the address) or by function. */
export function Chip({ children, removeLabel = "Remove", removeHref, onRemove }: ChipProps) {
  return (
    <span className="inline-flex min-h-6 w-fit max-w-full items-center gap-0.5 rounded-full bg-accent-soft pr-[3px] pl-2 text-xs font-medium text-accent-strong">
      <span className="truncate">{children}</span>
      {removeHref !== undefined && (
        <Link href={removeHref} scroll={false} aria-label={removeLabel} className={REMOVE}>
          <X aria-hidden="true" />
        </Link>
      )}
      {onRemove && (
        <button type="button" onClick={onRemove} aria-label={removeLabel} className={REMOVE}>
          <X aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
