/**
 * Whether work is done on a day. Arithmetic below is on day boundaries, as [start, end) has them. `before` numbers
 * the working days: how many lie before a boundary, counted from some fixed day; `nth` is the day with that number.
 */
export type WorkCalendar = {
  isWorking: (day: number) => boolean;
  before: (day: number) => number;
  nth: (number: number) => number;
};

export const EVERY_DAY: WorkCalendar = {
  isWorking: () => true,
  before: (day) => day,
  nth: (number) => number,
};

export const MONDAY_TO_FRIDAY: readonly number[] = [1, 2, 3, 4, 5];

/** 1970-01-01, day 0, was a Thursday: this makes weeks begin on Monday. */
const FROM_MONDAY = 3;

/**
 * The given weekdays (ISO: Monday 1), without the given holidays. A question costs a search among the holidays and no
 * walk over days, because a drag asks it for every follower in every frame.
 */
export function workingDays(
  holidays: Iterable<number>,
  weekdays: readonly number[] = MONDAY_TO_FRIDAY,
): WorkCalendar {
  const isOn = [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekdays.includes(weekday));
  const places = isOn.flatMap((on, place) => (on ? [place] : []));
  const perWeek = places.length;
  // With no weekday at all no day would ever be found.
  if (perWeek === 0) return EVERY_DAY;
  const upTo = isOn.map((_, place) => places.filter((known) => known < place).length);
  const place = (day: number) => (((day + FROM_MONDAY) % 7) + 7) % 7;
  const off = [...new Set(holidays)].filter((day) => isOn[place(day)]).sort((a, b) => a - b);
  const isOff = new Set(off);

  function offBefore(day: number): number {
    let [low, high] = [0, off.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((off[middle] ?? 0) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  const nthOfWeeks = (number: number) => {
    const week = Math.floor(number / perWeek);
    return week * 7 + (places[number - week * perWeek] ?? 0) - FROM_MONDAY;
  };
  return {
    isWorking: (day) => isOn[place(day)] === true && !isOff.has(day),
    before: (day) => Math.floor((day + FROM_MONDAY) / 7) * perWeek + (upTo[place(day)] ?? 0) - offBefore(day),
    nth(number) {
      let day = nthOfWeeks(number);
      // Each holiday on the way moves the answer on, perhaps over the next one.
      for (let passed = offBefore(day + 1); ; ) {
        day = nthOfWeeks(number + passed);
        const now = offBefore(day + 1);
        if (now === passed) return day;
        passed = now;
      }
    },
  };
}

/** The first working day that is `day` or later. */
export function nextWorking(calendar: WorkCalendar, day: number): number {
  return calendar.isWorking(day) ? day : calendar.nth(calendar.before(day));
}

/** The boundary that lies `count` working days after `day`, or before it when negative. */
export function addWorking(calendar: WorkCalendar, day: number, count: number): number {
  if (count === 0 || calendar === EVERY_DAY) return day + count;
  const number = calendar.before(day) + count;
  return count > 0 ? calendar.nth(number - 1) + 1 : calendar.nth(number);
}

/** Working days in [from, to), negative when `to` lies before `from`. */
export function countWorking(calendar: WorkCalendar, from: number, to: number): number {
  return calendar.before(to) - calendar.before(from);
}

export type DayRun = { from: number; days: number };

/** The weekdays off as runs from Monday (0), joined where they touch: what is shaded in each week. */
export function weekdaysOff(weekdays: readonly number[]): DayRun[] {
  const runs: DayRun[] = [];
  for (let place = 0; place < 7; place += 1) {
    if (weekdays.includes(place + 1)) continue;
    const last = runs.at(-1);
    if (last && last.from + last.days === place) last.days += 1;
    else runs.push({ from: place, days: 1 });
  }
  return runs;
}
