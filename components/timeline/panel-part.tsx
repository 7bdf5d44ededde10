import type { ReactNode } from "react";

/** Beside the bars, or a sheet above them on phones. */
export const PANEL_LOOK =
  "flex flex-none flex-col overflow-y-auto border-line bg-bg text-sm max-md:fixed max-md:inset-x-0 max-md:bottom-[var(--bottom-bar)] max-md:z-30 max-md:max-h-[70dvh] max-md:rounded-t-xl max-md:border-t max-md:shadow-pop md:w-[320px] md:border-l print:hidden";

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-xs font-semibold text-ink-2">{title}</h3>
      {children}
    </section>
  );
}
