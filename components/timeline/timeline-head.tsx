import { memo } from "react";
import type { DayRun } from "@/lib/timeline/calendar";
import { dayWords, tickLabel, ticks, unitsAt, weekday, weekdayWords } from "@/lib/timeline/scale";

export type Stretch = { from: number; to: number; origin: number; px: number; today: number };

const PILL_HALF = 27;
const CHAR = 6;

/** The two tick rows and today's pill, for the drawn days only. */
export const TimelineHead = memo(function TimelineHead({
  from,
  to,
  origin,
  px,
  today,
  holidays,
}: Stretch & { holidays: readonly DayOff[] }) {
  const { major, minor } = unitsAt(px);
  const x = (day: number) => (day - origin) * px;
  const now = x(today + 0.5);
  const nameOf = (day: number) => holidays.find((holiday) => minor === "day" && holiday.day === day)?.name;
  const isUnderPill = (left: number, label: string) =>
    left + 6 < now + PILL_HALF && left + 8 + label.length * CHAR > now - PILL_HALF;
  return (
    <div className="tl-ticks" aria-hidden="true">
      {ticks(from, to, major).map(({ day, end }) => (
        <div key={`M${day}`} className="tl-tick tl-major" style={{ left: x(day), width: x(end) - x(day) }}>
          <span>{tickLabel(day, major, "major")}</span>
        </div>
      ))}
      {ticks(from, to, minor).map(({ day, end }) => {
        const label = tickLabel(day, minor, "minor");
        return isUnderPill(x(day), label) ? null : (
          <div
            key={day}
            className="tl-tick tl-minor"
            title={nameOf(day)}
            style={{ left: x(day), width: x(end) - x(day) }}
          >
            {label}
          </div>
        );
      })}
      {today >= from && today < to && (
        <div className="tl-now-pill" style={{ left: now }} title={`Today, ${weekdayWords(today, today)}`}>
          {dayWords(today, today)}
        </div>
      )}
    </div>
  );
});

export type DayOff = { day: number; name: string };

/** Weekends, holidays, tick lines and the today line behind the rows. */
export const TimelineGround = memo(function TimelineGround({
  from,
  to,
  origin,
  px,
  today,
  holidays,
  weekdaysOff,
}: Stretch & { holidays: readonly DayOff[]; weekdaysOff: readonly DayRun[] }) {
  const { major, minor } = unitsAt(px);
  const x = (day: number) => (day - origin) * px;
  const isOff = (day: number) =>
    weekdaysOff.some((run) => weekday(day) >= run.from && weekday(day) < run.from + run.days);
  return (
    <div className="tl-ground" aria-hidden="true">
      {px >= 9 &&
        ticks(from, to, "week").flatMap(({ day }) =>
          weekdaysOff.map((run) => (
            <i
              key={`w${day + run.from}`}
              className="tl-off"
              style={{ left: x(day + run.from), width: run.days * px }}
            />
          )),
        )}
      {px >= 3 &&
        holidays
          .filter(({ day }) => day >= from && day < to && !(px >= 9 && isOff(day)))
          .map(({ day }) => <i key={`h${day}`} className="tl-off" style={{ left: x(day), width: px }} />)}
      {ticks(from, to, minor).map(({ day }) => (
        <i key={day} className="tl-line" style={{ left: x(day) }} />
      ))}
      {ticks(from, to, major).map(({ day }) => (
        <i key={`M${day}`} className="tl-line-major" style={{ left: x(day) }} />
      ))}
      <i className="tl-now" style={{ left: x(today + 0.5) }} />
    </div>
  );
});
