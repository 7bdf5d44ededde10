import { round, toneColor } from "./scale";

export type CompareColumnsProps = {
  /** Shares of a group and of all, both 0 to 1. */
  items: readonly { key: string; share: number; baseShare: number }[];
};

/** A glance: a column per value with a mark where all stand. The figures are told beside it. */
export function CompareColumns({ items }: CompareColumnsProps) {
  const full = Math.max(...items.flatMap(({ share, baseShare }) => [share, baseShare]), Number.MIN_VALUE);
  const height = (share: number) => `${round((share / full) * 100)}%`;
  return (
    <span aria-hidden="true" className="flex h-6 w-20 flex-none items-end gap-0.5">
      {items.map(({ key, share, baseShare }) => (
        <span key={key} className="relative h-full max-w-3 min-w-1 flex-1">
          <span
            className="absolute inset-x-0 bottom-0 rounded-t-[1px]"
            style={{ height: height(share), minHeight: share > 0 ? 1 : 0, background: toneColor(1) }}
          />
          <span
            className="absolute -inset-x-px h-0.5 translate-y-1/2 bg-ink-2"
            style={{ bottom: height(baseShare) }}
          />
        </span>
      ))}
    </span>
  );
}
