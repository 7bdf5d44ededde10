import { clsx } from "clsx";
import { type Description, DescriptionList } from "./description-list";
import { Popover } from "./popover";

export type FreshnessMarkProps = {
  /** "counted 09:41", "estimate ± 4 %", "forecast". */
  text: string;
  /** Estimates and stale figures are warm. */
  tone?: "plain" | "warn";
  /** Source, version, rows read, duration. */
  details?: readonly Description[];
};

/** How and when a figure was counted; a press tells more. */
export function FreshnessMark({ text, tone = "plain", details }: FreshnessMarkProps) {
  const look =
    tone === "warn" ? "rounded-full bg-warn-soft px-2 text-2xs font-medium text-warn" : "text-xs text-ink-3";
  if (!details || details.length === 0)
    return <span className={clsx("whitespace-nowrap", look)}>{text}</span>;
  return (
    <Popover
      trigger={text}
      triggerClassName={clsx(
        "min-h-6 whitespace-nowrap underline decoration-line-strong decoration-dotted underline-offset-[3px] hover:text-ink",
        look,
      )}
      className="min-w-56"
    >
      <DescriptionList items={details} className="text-xs" />
    </Popover>
  );
}
