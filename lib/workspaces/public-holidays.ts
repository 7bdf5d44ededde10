import { addDays, type Day, fromDayNumber, isWeekend, weekday } from "@/lib/days";
import type { Holiday } from "./model";

/** A day of each year: of a date, so many days from Easter Sunday, or the nth weekday of a month (negative from its end). */
type Rule =
  | { name: string; date: `${number}-${number}` }
  | { name: string; easter: number }
  | { name: string; nth: number; weekday: number; month: number };

/** Where a holiday goes that falls on a weekend: nowhere, to the next weekday that is free, or to the nearest. */
type Moved = "never" | "next" | "nearest";

const [MONDAY, THURSDAY, SATURDAY] = [0, 3, 5];

const NEW_YEAR: Rule = { name: "New Year’s Day", date: "01-01" };
const GOOD_FRIDAY: Rule = { name: "Good Friday", easter: -2 };
const EASTER_MONDAY: Rule = { name: "Easter Monday", easter: 1 };
const LABOUR_DAY: Rule = { name: "Labour Day", date: "05-01" };
const ASCENSION: Rule = { name: "Ascension Day", easter: 39 };
const WHIT_MONDAY: Rule = { name: "Whit Monday", easter: 50 };
const CHRISTMAS: Rule = { name: "Christmas Day", date: "12-25" };
const BOXING_DAY: Rule = { name: "Boxing Day", date: "12-26" };

/** Holidays of the whole country; those of single regions are added by hand. */
const COUNTRIES = {
  DE: {
    label: "Germany",
    moved: "never",
    rules: [
      NEW_YEAR,
      GOOD_FRIDAY,
      EASTER_MONDAY,
      LABOUR_DAY,
      ASCENSION,
      WHIT_MONDAY,
      { name: "German Unity Day", date: "10-03" },
      CHRISTMAS,
      BOXING_DAY,
    ],
  },
  FR: {
    label: "France",
    moved: "never",
    rules: [
      NEW_YEAR,
      EASTER_MONDAY,
      LABOUR_DAY,
      { name: "Victory Day", date: "05-08" },
      ASCENSION,
      WHIT_MONDAY,
      { name: "Bastille Day", date: "07-14" },
      { name: "Assumption", date: "08-15" },
      { name: "All Saints’ Day", date: "11-01" },
      { name: "Armistice Day", date: "11-11" },
      CHRISTMAS,
    ],
  },
  GB: {
    label: "United Kingdom (England and Wales)",
    moved: "next",
    rules: [
      NEW_YEAR,
      GOOD_FRIDAY,
      EASTER_MONDAY,
      { name: "Early May bank holiday", nth: 1, weekday: MONDAY, month: 5 },
      { name: "Spring bank holiday", nth: -1, weekday: MONDAY, month: 5 },
      { name: "Summer bank holiday", nth: -1, weekday: MONDAY, month: 8 },
      CHRISTMAS,
      BOXING_DAY,
    ],
  },
  NO: {
    label: "Norway",
    moved: "never",
    rules: [
      NEW_YEAR,
      { name: "Maundy Thursday", easter: -3 },
      GOOD_FRIDAY,
      EASTER_MONDAY,
      LABOUR_DAY,
      { name: "Constitution Day", date: "05-17" },
      ASCENSION,
      WHIT_MONDAY,
      CHRISTMAS,
      BOXING_DAY,
    ],
  },
  US: {
    label: "United States (federal)",
    moved: "nearest",
    rules: [
      NEW_YEAR,
      { name: "Martin Luther King Jr. Day", nth: 3, weekday: MONDAY, month: 1 },
      { name: "Washington’s Birthday", nth: 3, weekday: MONDAY, month: 2 },
      { name: "Memorial Day", nth: -1, weekday: MONDAY, month: 5 },
      { name: "Juneteenth", date: "06-19" },
      { name: "Independence Day", date: "07-04" },
      { name: "Labor Day", nth: 1, weekday: MONDAY, month: 9 },
      { name: "Columbus Day", nth: 2, weekday: MONDAY, month: 10 },
      { name: "Veterans Day", date: "11-11" },
      { name: "Thanksgiving", nth: 4, weekday: THURSDAY, month: 11 },
      CHRISTMAS,
    ],
  },
} as const satisfies Record<string, { label: string; moved: Moved; rules: readonly Rule[] }>;

export type HolidayCountry = keyof typeof COUNTRIES;
export const HOLIDAY_COUNTRIES = Object.keys(COUNTRIES) as HolidayCountry[];
export const countryLabel = (country: HolidayCountry): string => COUNTRIES[country].label;

/** Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1);
}

const dayOf = (year: number, month: number, date: number): Day =>
  fromDayNumber(Math.floor(Date.UTC(year, month - 1, date) / 86_400_000));

function nthWeekday(year: number, { nth, weekday: wanted, month }: Extract<Rule, { nth: number }>): Day {
  const edge = nth > 0 ? dayOf(year, month, 1) : addDays(dayOf(year, month + 1, 1), -1);
  const step = nth > 0 ? 1 : -1;
  const away = ((((wanted - weekday(edge)) * step) % 7) + 7) % 7;
  return addDays(edge, step * (away + 7 * (Math.abs(nth) - 1)));
}

function dayIn(year: number, rule: Rule): Day {
  if ("date" in rule) return `${year}-${rule.date}`;
  return "easter" in rule ? addDays(easterSunday(year), rule.easter) : nthWeekday(year, rule);
}

/** The public holidays of a country in a year, in their order. */
export function publicHolidays(country: HolidayCountry, year: number): Holiday[] {
  const { moved, rules }: { moved: Moved; rules: readonly Rule[] } = COUNTRIES[country];
  const taken = new Set<Day>();
  const days = rules.map((rule) => ({ name: rule.name, on: dayIn(year, rule) }));
  for (const { on } of days) if (!isWeekend(on)) taken.add(on);
  const placed = days.map((day) => {
    if (moved === "never" || !isWeekend(day.on)) return day;
    let on = moved === "nearest" && weekday(day.on) === SATURDAY ? addDays(day.on, -1) : addDays(day.on, 1);
    while (moved === "next" && (isWeekend(on) || taken.has(on))) on = addDays(on, 1);
    taken.add(on);
    return { name: `${day.name} (observed)`, on };
  });
  return placed.sort((a, b) => a.on.localeCompare(b.on));
}
