import { clsx } from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { EscapeTo } from "./escape-to";
import { IconLink } from "./icon-button";

export type SidePanelProps = {
  /** The heading; pass a plain string. */
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  /** The address of the list without the panel. Esc goes there too. */
  closeHref: string;
  children: ReactNode;
  className?: string;
};

/** Beside the list from 1024 px up, a page of its own below; it has its own address. */
export function SidePanel({ title, lead, action, closeHref, children, className }: SidePanelProps) {
  return (
    <aside
      aria-label={title}
      className={clsx(
        "border-line bg-bg max-lg:fixed max-lg:inset-0 max-lg:z-30 max-lg:overflow-y-auto max-lg:pb-[var(--bottom-bar)]",
        "lg:sticky lg:top-12 lg:h-page lg:overflow-y-auto lg:border-l",
        className,
      )}
    >
      <EscapeTo href={closeHref} />
      <header className="flex items-start gap-2 px-5 pt-4">
        <div className="min-w-0 flex-1">
          <h2 className="text-lg font-semibold text-balance">{title}</h2>
          {lead && <p className="text-sm text-ink-2">{lead}</p>}
        </div>
        {action}
        <IconLink label="Close panel" href={closeHref} scroll={false} className="-mr-2">
          <X aria-hidden="true" />
        </IconLink>
      </header>
      <div className="px-5 pt-3 pb-6">{children}</div>
    </aside>
  );
}

/** A list with its panel beside it; without a panel the list has the whole width. */
export function PanelLayout({ children, panel }: { children: ReactNode; panel?: ReactNode }) {
  return (
    <div
      className={clsx(
        "grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)]",
        panel && "lg:grid-cols-[minmax(0,1fr)_390px]",
      )}
    >
      <div className="min-w-0">{children}</div>
      {panel}
    </div>
  );
}
