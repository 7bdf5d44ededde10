/** A calendar day without time or zone, "YYYY-MM-DD". */
export type Day = string;

const MS_PER_DAY = 86_400_000;
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
/** From Sunday, as JavaScript counts them. */
export const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/**
 * Days since 1970-01-01 (UTC). Throws RangeError when the text is not a day of the calendar. By arithmetic (Hinnant,
 * chrono-compatible low-level date algorithms, days_from_civil): plans ask ten thousand times, and a Date costs more.
 */
export function toDayNumber(day: Day): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const [year, month, dayOfMonth] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  const most = month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
  if (!match || year < 100 || dayOfMonth < 1 || dayOfMonth > most)
    throw new RangeError(`Not a calendar day: ${day}`);
  const fromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** The day that lies `number` days after 1970-01-01. */
export function fromDayNumber(number: number): Day {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Whether the text is a day that exists ("2026-02-30" is not one). */
export function isDay(text: string): text is Day {
  try {
    toDayNumber(text);
    return true;
  } catch {
    return false;
  }
}

export function addDays(day: Day, count: number): Day {
  return fromDayNumber(toDayNumber(day) + count);
}

/** Adds calendar months; a day that the target month lacks becomes its last day (31 Jan + 1 = 28 Feb). */
export function addMonths(day: Day, count: number): Day {
  const { year, month, dayOfMonth } = parts(day);
  const first = new Date(Date.UTC(year, month + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(dayOfMonth, last));
  return first.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function diffDays(from: Day, to: Day): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** 0 = Monday … 6 = Sunday (ISO 8601 order). */
export function weekday(day: Day): number {
  return (((toDayNumber(day) + 3) % 7) + 7) % 7;
}

export function isWeekend(day: Day): boolean {
  return weekday(day) >= 5;
}

/** ISO 8601 week: the week that holds the Thursday decides the year. */
export function weekOfYear(day: Day): { year: number; week: number } {
  const thursday = addDays(day, 3 - weekday(day));
  const year = parts(thursday).year;
  return { year, week: 1 + Math.floor(diffDays(`${pad(year, 4)}-01-01`, thursday) / 7) };
}

/** The Monday of the day's week. */
export function startOfWeek(day: Day): Day {
  return addDays(day, -weekday(day));
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

export function startOfQuarter(day: Day): Day {
  const { year, month } = parts(day);
  return `${pad(year, 4)}-${pad(month - (month % 3) + 1, 2)}-01`;
}

export function startOfYear(day: Day): Day {
  return `${day.slice(0, 4)}-01-01`;
}

/** The day that a moment falls on in a time zone, such as "Europe/Riga". */
export function dayInZone(moment: Date, timeZone: string): Day {
  const fields = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  })
    .formatToParts(moment)
    .reduce<Record<string, string>>((all, part) => Object.assign(all, { [part.type]: part.value }), {});
  return `${fields.year}-${fields.month}-${fields.day}`;
}

type DayFormat = { month?: "short" | "long"; weekday?: boolean };

/** "14 May", with the year when it differs from that of `reference` (usually today) or none is given. */
export function formatDay(day: Day, reference?: Day, format: DayFormat = {}): string {
  const { year, month, dayOfMonth } = parts(day);
  const name = MONTHS[month] ?? "";
  const head = format.weekday ? `${(WEEKDAYS[(weekday(day) + 1) % 7] ?? "").slice(0, 3)} ` : "";
  const text = `${head}${dayOfMonth}\u00a0${format.month === "long" ? name : name.slice(0, 3)}`;
  return reference?.slice(0, 4) === pad(year, 4) ? text : `${text}\u00a0${year}`;
}

/** "18 – 29 May", "18 May – 2 Jun", "20 Dec 2025 – 4 Jan 2026"; one day stays one day. */
export function formatDayRange(from: Day, to: Day, reference?: Day): string {
  if (from === to) return formatDay(from, reference);
  if (from.slice(0, 7) === to.slice(0, 7))
    return `${Number(from.slice(8))}\u00a0– ${formatDay(to, reference)}`;
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${formatDay(from, sameYear ? from : undefined)}\u00a0– ${formatDay(to, sameYear ? reference : undefined)}`;
}

function parts(day: Day) {
  const date = new Date(toDayNumber(day) * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), dayOfMonth: date.getUTCDate() };
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
