import { CAMPAIGN_CHANNEL_LABEL } from "@/lib/campaigns/status";
import { formatCount } from "@/lib/format";
import type { Bar, Days } from "./bars";
import type { Row } from "./rows";
import { countDays, dayWords, spanWords } from "./scale";

export type SentenceFacts = { today: number; conflicts: number; broken: number; owner: string | null };

/** Work that should be over and is not. */
export function isLate(bar: Bar, today: number): boolean {
  return (
    bar.end <= today && bar.progress < 100 && bar.item.status !== "finished" && bar.item.status !== "archived"
  );
}

/** Part of its work lies outside the days of the campaign it belongs to. */
export function isOutside(bar: Days, campaign: Days | undefined): boolean {
  return campaign !== undefined && (bar.start < campaign.start || bar.end > campaign.end);
}

/** All that a row shows, as one sentence for those who do not see it. */
export function rowSentence(row: Row, facts: SentenceFacts): string {
  if (row.kind === "group")
    return `${row.label}, ${formatCount(row.count, row.holds)}, ${spanWords(row.start, row.end, facts.today)}, ${row.progress} % done`;
  const { bar } = row;
  const { item } = bar;
  const parts = [item.name];
  if (item.kind === "milestone")
    parts.push(
      `milestone on ${dayWords(bar.start, facts.today)}`,
      bar.progress >= 100 ? "reached" : bar.end <= facts.today ? "missed" : "not reached yet",
    );
  else {
    const channels = item.channels.map((channel) => CAMPAIGN_CHANNEL_LABEL[channel]);
    if (channels.length > 0) parts.push(channels.join(" and "));
    if (item.status) parts.push(item.status);
    parts.push(
      spanWords(bar.start, bar.end, facts.today),
      countDays(bar.end - bar.start),
      `${bar.progress} % done`,
    );
    if (isLate(bar, facts.today)) parts.push("late");
  }
  if (facts.owner) parts.push(facts.owner);
  if (row.count > 0) parts.push(formatCount(row.count, "part"));
  if (facts.conflicts > 0) parts.push(formatCount(facts.conflicts, "conflict"));
  if (facts.broken > 0) parts.push(formatCount(facts.broken, "broken dependency", "broken dependencies"));
  return parts.join(", ");
}

/** "+3 days", "−1 day", or nothing moved. */
export function differenceWords(before: number, after: number): string {
  const by = after - before;
  return by === 0 ? "" : by > 0 ? `+${countDays(by)}` : countDays(by);
}

/** What a drag says while it runs: the days, the length, and how far from before. */
export function dragWords(before: Days, after: Days, today: number): string {
  const length = after.end - after.start;
  const parts = [spanWords(after.start, after.end, today)];
  if (length > 1 || before.end - before.start > 1) parts.push(countDays(length));
  const moved = differenceWords(before.start, after.start);
  const ended = differenceWords(before.end, after.end);
  if (moved === ended) parts.push(moved);
  else parts.push(moved && `start ${moved}`, ended && `end ${ended}`);
  return parts.filter((part) => part !== "").join(" · ");
}
