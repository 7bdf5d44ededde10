/** Between groups of thousands: narrow no-break space. */
export const THIN_SPACE = "\u202f";
/** Between a figure and its unit: no-break space. */
export const UNIT_SPACE = "\u00a0";
export const MINUS = "\u2212";

const formats = new Map<number, Intl.NumberFormat>();

/** "61 204", "−0.6"; `digits` after the point are always shown. */
export function formatNumber(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return "–";
  let format = formats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(digits, format);
  }
  const text = format.format(Math.abs(value)).replaceAll(",", THIN_SPACE);
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** "+4.2", "−0.6", "0.0". */
export function formatSigned(value: number, digits = 0): string {
  const text = formatNumber(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A ratio as "36.8 %": 0.368 in, percent out. */
export function formatPercent(ratio: number, digits = 1): string {
  return `${formatNumber(ratio * 100, digits)}${UNIT_SPACE}%`;
}

/** A difference of two ratios as "+4.2 pt": 0.042 in. */
export function formatPoints(difference: number, digits = 1): string {
  return `${formatSigned(difference * 100, digits)}${UNIT_SPACE}pt`;
}

/** "1.84 €" from integer minor units (184, "EUR"); `digits` defaults to what the currency uses. */
export function formatMoney(minor: number, currency: string, digits?: number): string {
  const unit = currencyUnit(currency);
  return `${formatNumber(minor / 10 ** unit.digits, digits ?? unit.digits)}${UNIT_SPACE}${unit.symbol}`;
}

/** "61.2 k €", "4.1 M €" for tight places; below ten thousand units the whole amount without cents. */
export function formatMoneyShort(minor: number, currency: string): string {
  const unit = currencyUnit(currency);
  return `${formatShort(minor / 10 ** unit.digits)}${UNIT_SPACE}${unit.symbol}`;
}

/** "9 812", "61.2 k", "4.1 M". */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_950) return `${formatNumber(value / 1_000_000, 1)}${UNIT_SPACE}M`;
  if (size >= 10_000) return `${formatNumber(value / 1000, 1)}${UNIT_SPACE}k`;
  return formatNumber(value);
}

/** Digits after the point and the sign of a currency: { digits: 2, symbol: "€" }. */
export function currencyUnit(currency: string): { digits: number; symbol: string } {
  const format = new Intl.NumberFormat("en-GB", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  const symbol = format.formatToParts(0).find((part) => part.type === "currency")?.value ?? currency;
  return { digits: format.resolvedOptions().maximumFractionDigits ?? 2, symbol };
}

/** "fewer than 10" when a count under the workspace's floor must not be shown exactly. */
export function formatFloored(count: number, floor: number): string {
  return count < floor ? `fewer than ${formatNumber(floor)}` : formatNumber(count);
}

/** "1 customer", "3 214 customers"; the plural adds "s" unless it is given. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)}${UNIT_SPACE}${Math.abs(count) === 1 ? one : many}`;
}

/** "38–61 €": two figures and one unit. */
export function formatRange(from: string, to: string, unit = ""): string {
  return `${from}–${to}${unit ? UNIT_SPACE + unit : ""}`;
}

/** "a, b and c". */
export function formatList(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** "8 s", "2 min", "1 h 5 min", "3 d" from milliseconds. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const unit = (value: number, name: string) => `${formatNumber(value)}${UNIT_SPACE}${name}`;
  if (ms > 0 && ms < 1000) return unit(Math.round(ms), "ms");
  if (seconds < 60) return unit(seconds, "s");
  if (seconds < 3600) return unit(Math.round(seconds / 60), "min");
  if (seconds < 86_400) {
    const minutes = Math.round((seconds % 3600) / 60);
    return minutes
      ? `${unit(Math.floor(seconds / 3600), "h")} ${unit(minutes, "min")}`
      : unit(Math.floor(seconds / 3600), "h");
  }
  return unit(Math.round(seconds / 86_400), "d");
}

/** "4.2 MB" from bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatNumber(bytes)}${UNIT_SPACE}B`;
  if (bytes < 1_000_000) return `${formatNumber(bytes / 1000)}${UNIT_SPACE}kB`;
  return `${formatNumber(bytes / 1_000_000, 1)}${UNIT_SPACE}MB`;
}

/** A moment in the workspace's zone: "09:41" today, else "14 May 09:41", with the year when it differs. */
export function formatMoment(moment: Date, timeZone: string, now: Date): string {
  const read = (date: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(date);
  const time = read(moment, { hour: "2-digit", minute: "2-digit", hour12: false });
  const whole: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit" };
  if (read(moment, whole) === read(now, whole)) return time;
  const sameYear = read(moment, { year: "numeric" }) === read(now, { year: "numeric" });
  const month = read(moment, { month: "long" }).slice(0, 3);
  const day = `${read(moment, { day: "numeric" })}${UNIT_SPACE}${month}`;
  return `${day}${sameYear ? "" : `${UNIT_SPACE}${read(moment, { year: "numeric" })}`} ${time}`;
}
