import {
  addDays,
  addMonths,
  type Day,
  isDay,
  MONTHS,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  WEEKDAYS,
  weekday,
} from "@/lib/days";

/** A day as it is said, and which one it is. */
export type DayChoice = { words: string; day: Day };

/** Days that rules often name, seen from today. */
function usualDays(today: Day): DayChoice[] {
  return [
    { words: "Today", day: today },
    { words: "Yesterday", day: addDays(today, -1) },
    { words: "Start of this week", day: startOfWeek(today) },
    { words: "Start of this month", day: startOfMonth(today) },
    { words: "Start of last month", day: startOfMonth(addMonths(today, -1)) },
    { words: "Start of this quarter", day: startOfQuarter(today) },
    { words: "Start of this year", day: startOfYear(today) },
    { words: "A year ago", day: addMonths(today, -12) },
  ];
}

/** What the words mean, first what they say outright, then usual days that are called like it. */
export function dayChoices(text: string, today: Day): DayChoice[] {
  const wanted = plain(text);
  if (wanted === "") return usualDays(today);
  const said = readDays(wanted, today).map((day, index) => ({
    words: index === 0 ? text.trim() : "or",
    day,
  }));
  const usual = usualDays(today).filter(
    ({ words, day }) => plain(words).includes(wanted) && said.every((one) => one.day !== day),
  );
  return [...said, ...usual];
}

/** The day that a text means ("3 March", "last Tuesday", "2 weeks ago", "2026-03-01"), or null. */
export function readDay(text: string, today: Day): Day | null {
  return readDays(plain(text), today)[0] ?? null;
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/(\d)(st|nd|rd|th)\b/g, "$1")
    .replace(/[,]|\b(the|of|on)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();

function readDays(text: string, today: Day): Day[] {
  for (const read of [asNumbers, asMonth, asWord, asWeekday, asSpan, asPeriod]) {
    const days = read(text, today);
    if (days.length > 0) return [...new Set(days)].filter(isDay);
  }
  return [];
}

function made(year: number, month: number, day: number): Day[] {
  const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isDay(text) ? [text] : [];
}

const fullYear = (text: string) => (text.length <= 2 ? 2000 + Number(text) : Number(text));

/** "2026-03-01", "1.3.2026", "1/3/26", "1.3.": the day first, as in most of the world. */
function asNumbers(text: string, today: Day): Day[] {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return made(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const short = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{2}|\d{4})?)?$/.exec(text);
  if (!short) return [];
  const [, day, month, year] = short;
  if (year) return made(fullYear(year), Number(month), Number(day));
  return around(today, (one) => made(one, Number(month), Number(day)));
}

/** Without a year: that of today first, then the one before. */
function around(today: Day, make: (year: number) => Day[]): Day[] {
  const year = Number(today.slice(0, 4));
  return [...make(year), ...make(year - 1), ...make(year + 1)];
}

/** "3 March", "March 3 2025", "March 2025", "March". */
function asMonth(text: string, today: Day): Day[] {
  const words = text.split(" ");
  const month = words.map(monthOf).find((found) => found > 0);
  if (!month) return [];
  const numbers = words.filter((word) => monthOf(word) === 0);
  if (numbers.length > 2 || numbers.some((word) => !/^(\d{1,2}|\d{4})\.?$/.test(word))) return [];
  const years = numbers.filter((word) => word.length === 4);
  const days = numbers.filter((word) => word.length !== 4);
  if (days.length > 1) return made(fullYear(days[1] ?? ""), month, Number.parseInt(days[0] ?? "", 10));
  const day = days[0] ? Number.parseInt(days[0], 10) : 1;
  if (years[0]) return made(Number(years[0]), month, day);
  return around(today, (year) => made(year, month, day));
}

function monthOf(word: string): number {
  const name = word.replace(/\.$/, "");
  return name.length < 3 ? 0 : MONTHS.findIndex((month) => month.toLowerCase().startsWith(name)) + 1;
}

function asWord(text: string, today: Day): Day[] {
  const offset = { today: 0, now: 0, yesterday: -1, tomorrow: 1 }[text];
  return offset === undefined ? [] : [addDays(today, offset)];
}

/** "Tuesday" and "last Tuesday" are the one before today, "next Tuesday" the one after. */
function asWeekday(text: string, today: Day): Day[] {
  const match = /^(?:(last|next|this) )?([a-z]+)$/.exec(text);
  const name = match?.[2] ?? "";
  const found = name.length < 3 ? -1 : WEEKDAYS.findIndex((one) => one.toLowerCase().startsWith(name));
  if (found === -1) return [];
  const fromMonday = (found + 6) % 7;
  if (match?.[1] === "this") return [addDays(startOfWeek(today), fromMonday)];
  const ahead = (fromMonday - weekday(today) + 7) % 7;
  return [match?.[1] === "next" ? addDays(today, ahead || 7) : addDays(today, ahead - 7)];
}

const UNIT_MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 };

/** "10 days ago", "a week ago", "in 3 months". */
function asSpan(text: string, today: Day): Day[] {
  const match = /^(in )?(an?|one|\d{1,5}) (day|week|month|quarter|year)s?( ago| from now)?$/.exec(text);
  if (!match || (match[1] === undefined && match[4] === undefined)) return [];
  const count = /^\d/.test(match[2] ?? "") ? Number(match[2]) : 1;
  const signed = match[4] === " ago" ? -count : count;
  const unit = match[3] ?? "day";
  const months = UNIT_MONTHS[unit];
  if (months === undefined) return safe(() => addDays(today, signed * (unit === "week" ? 7 : 1)));
  return safe(() => addMonths(today, signed * months));
}

/** "start of last month", "end of this year", "last week" (its start). */
function asPeriod(text: string, today: Day): Day[] {
  const match =
    /^(?:(start|beginning|end) )?(last|this|next|current|previous) (week|month|quarter|year)$/.exec(text);
  if (!match) return [];
  const [, end, which, unit = ""] = match;
  const shift = which === "last" || which === "previous" ? -1 : which === "next" ? 1 : 0;
  const starts: Record<string, (count: number) => Day> = {
    week: (count) => addDays(startOfWeek(today), 7 * count),
    month: (count) => addMonths(startOfMonth(today), count),
    quarter: (count) => addMonths(startOfQuarter(today), 3 * count),
    year: (count) => addMonths(startOfYear(today), 12 * count),
  };
  const start = starts[unit];
  if (!start) return [];
  return [end === "end" ? addDays(start(shift + 1), -1) : start(shift)];
}

/** Nothing for a day that no calendar holds. */
function safe(make: () => Day): Day[] {
  try {
    return [make()];
  } catch {
    return [];
  }
}
