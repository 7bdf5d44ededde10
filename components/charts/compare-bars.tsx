import { clsx } from "clsx";
import { type ChartTone, round, toneColor } from "./scale";

export type CompareItem = {
  key: string;
  label: string;
  /** Beside the name where the name does not say it all. */
  note?: string;
  /** Both 0 to 1: the length of the bar, and the mark of what it is compared with. */
  share: number;
  baseShare: number;
  count: string;
  shareText: string;
  baseText: string;
  indexText: string;
  /** Too few or no one: the figures stay, the row steps back. */
  isFaint?: boolean;
};

export type CompareBarsProps = {
  label: string;
  /** Heads of the columns: what the numbers count, what the shares are of. */
  heads: { count: string; share: string; base: string; index: string };
  items: readonly CompareItem[];
  tone?: ChartTone;
};

/** Shares of a group beside those of all: a bar with a mark where all stand, and every figure in words. */
export function CompareBars({ label, heads, items, tone = 1 }: CompareBarsProps) {
  const full = Math.max(...items.flatMap(({ share, baseShare }) => [share, baseShare]), Number.MIN_VALUE);
  const width = (share: number) => `${round((share / full) * 100)}%`;
  const head = "pb-1 pl-2 text-right font-normal text-ink-3";
  const cell = "num pl-2 text-right align-top leading-4";
  return (
    <table aria-label={label} className="w-full border-collapse text-xs">
      <thead>
        <tr>
          <td />
          <th scope="col" className={head}>
            {heads.count}
          </th>
          <th scope="col" className={head}>
            {heads.share}
          </th>
          <th scope="col" className={head}>
            {heads.base}
          </th>
          <th scope="col" className={head}>
            {heads.index}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.key} className={clsx(item.isFaint && "text-ink-3")}>
            <th scope="row" className="w-2/5 pb-2 text-left align-top font-normal">
              <span className="block leading-4">
                {item.label}
                {item.note && <span className="block text-ink-3">{item.note}</span>}
              </span>
              <span
                aria-hidden="true"
                className="relative mt-1 block h-1.5 rounded-full bg-sunken dark:bg-line"
              >
                <span
                  className="block h-full rounded-full"
                  style={{
                    width: width(item.share),
                    minWidth: item.share > 0 ? 4 : 0,
                    background: toneColor(item.isFaint ? 0 : tone),
                  }}
                />
                <span
                  className="absolute -inset-y-0.5 w-0.5 -translate-x-1/2 rounded-full bg-ink-2"
                  style={{ left: width(item.baseShare) }}
                />
              </span>
            </th>
            <td className={cell}>{item.count}</td>
            <td className={clsx(cell, "font-medium")}>{item.shareText}</td>
            <td className={clsx(cell, "text-ink-2")}>{item.baseText}</td>
            <td className={cell}>{item.indexText}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
