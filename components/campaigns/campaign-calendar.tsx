import { clsx } from "clsx";
import { ChevronLeft, ChevronRight, Diamond } from "lucide-react";
import Link from "next/link";
import type { CSSProperties } from "react";
import { ButtonLink } from "@/components/ui/button";
import { IconLink } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import {
  CALENDAR_SPANS,
  type CalendarBar,
  type CalendarEntry,
  type CalendarSpan,
  type CalendarWeek,
  layoutWeek,
  mondaysOf,
  stepOf,
} from "@/lib/campaigns/calendar/calendar";
import { type CampaignStatus, STATUS_LABEL } from "@/lib/campaigns/status";
import {
  addDays,
  type Day,
  formatDay,
  formatDayRange,
  isWeekend,
  MONTHS,
  startOfMonth,
  weekOfYear,
} from "@/lib/days";
import { addressWith, type CampaignAddress } from "./address";

const SPAN_LABEL: Record<CalendarSpan, string> = { month: "Month", week: "Week" };
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LANES: Record<CalendarSpan, number> = { month: 5, week: 40 };

const TONE: Record<CampaignStatus, number> = {
  ...{ draft: 6, planned: 1, running: 3, paused: 2, finished: 6, archived: 6 },
};

type CampaignCalendarProps = {
  entries: readonly CalendarEntry[];
  address: CampaignAddress;
  span: CalendarSpan;
  at: Day;
  today: Day;
};

/** Campaigns and what their plans hold as a month or a week; on a phone as an agenda by week. */
export function CampaignCalendar({ entries, address, span, at, today }: CampaignCalendarProps) {
  const weeks = mondaysOf(span, at).map((monday) => layoutWeek(entries, monday, LANES[span]));
  const to = (change: Partial<CampaignAddress>) => addressWith(address, change);
  return (
    <section aria-label="Calendar" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="num min-w-40 text-md font-semibold">{titleOf(span, at)}</h2>
        <span className="flex items-center">
          <IconLink label={`The ${span} before`} href={to({ at: stepOf(span, at, -1) })} scroll={false}>
            <ChevronLeft aria-hidden="true" />
          </IconLink>
          <IconLink label={`The ${span} after`} href={to({ at: stepOf(span, at, 1) })} scroll={false}>
            <ChevronRight aria-hidden="true" />
          </IconLink>
        </span>
        <ButtonLink size="sm" href={to({ at: undefined })} scroll={false}>
          Today
        </ButtonLink>
        <span className="ml-auto">
          <Segmented
            label="Span of the calendar"
            items={CALENDAR_SPANS.map((each) => ({
              label: SPAN_LABEL[each],
              href: to({ span: each === "month" ? undefined : each }),
              isCurrent: each === span,
            }))}
          />
        </span>
      </div>
      <div className="overflow-clip rounded-lg border border-line bg-surface">
        <div
          aria-hidden="true"
          className="grid grid-cols-7 border-b border-line text-2xs text-ink-3 max-md:hidden"
        >
          {WEEKDAYS.map((name) => (
            <span key={name} className="px-2 py-1.5">
              {name}
            </span>
          ))}
        </div>
        {weeks.map((week) => (
          <Week key={week.monday} week={week} span={span} at={at} today={today} to={to} />
        ))}
      </div>
    </section>
  );
}

function titleOf(span: CalendarSpan, at: Day): string {
  if (span === "month") return `${MONTHS[Number(at.slice(5, 7)) - 1] ?? ""} ${at.slice(0, 4)}`;
  const { week, year } = weekOfYear(at);
  return `Week ${week}, ${year}`;
}

type WeekProps = {
  week: CalendarWeek;
  span: CalendarSpan;
  at: Day;
  today: Day;
  to: (change: Partial<CampaignAddress>) => string;
};

function Week({ week, span, at, today, to }: WeekProps) {
  const { monday, bars, lanes, hidden } = week;
  const days = WEEKDAYS.map((_, index) => addDays(monday, index));
  const isMuted = (day: Day) => span === "month" && startOfMonth(day) !== startOfMonth(at);
  const more = lanes + 2;
  return (
    <section
      aria-label={`Week of ${formatDay(monday)}`}
      className={clsx(
        "relative grid grid-cols-7 content-start gap-y-0.5 border-b border-line pb-1.5 last:border-b-0 max-md:flex max-md:flex-col max-md:px-3",
        span === "week" ? "md:min-h-96" : "md:min-h-28",
      )}
    >
      <h3 className="py-2 text-xs font-semibold md:hidden">
        {formatDayRange(monday, addDays(monday, 6), today)}
      </h3>
      {days.map((day, index) => (
        <div
          key={day}
          style={{ gridColumn: index + 1 }}
          aria-hidden="true"
          className={clsx(
            "pointer-events-none absolute inset-0 border-l border-line max-md:hidden",
            index === 0 && "border-l-0",
            isWeekend(day) && "bg-sunken/60",
          )}
        />
      ))}
      {days.map((day, index) => (
        <span
          key={day}
          aria-hidden="true"
          style={{ gridColumn: index + 1, gridRow: 1 }}
          className={clsx(
            "num relative px-2 pt-1.5 pb-0.5 text-xs max-md:hidden",
            isMuted(day) ? "text-ink-3" : "text-ink-2",
          )}
        >
          <span
            className={clsx(
              "inline-grid min-w-5 place-items-center rounded-full",
              day === today && "bg-accent px-1 font-semibold text-on-accent",
            )}
          >
            {Number(day.slice(8))}
          </span>
        </span>
      ))}
      {bars.length === 0 && <p className="pb-2 text-xs text-ink-3 md:sr-only">Nothing in this week.</p>}
      {bars.map((bar) => (
        <Bar key={bar.entry.id} bar={bar} today={today} />
      ))}
      {hidden.map((count, index) =>
        count > 0 ? (
          <Link
            key={days[index]}
            href={to({ span: "week", at: days[index] })}
            scroll={false}
            style={{ gridColumn: index + 1, gridRow: more }}
            className="relative mx-1 flex min-h-6 items-center truncate rounded-sm px-1.5 text-2xs text-ink-2 hover:bg-hover hover:text-ink max-md:hidden"
          >
            {count} more<span className="sr-only"> on {formatDay(days[index] ?? monday)}</span>
          </Link>
        ) : null,
      )}
      {hidden.some((count) => count > 0) && (
        <Link
          href={to({ span: "week", at: monday })}
          className="flex min-h-control items-center text-sm text-accent underline underline-offset-2 md:hidden"
        >
          The whole week
        </Link>
      )}
    </section>
  );
}

const hrefOf = ({ kind, id, campaignId }: CalendarEntry) =>
  kind === "campaign" ? `/campaigns/${id}` : `/campaigns/${campaignId}/plan/${id}`;

/** "Early access, planned, 4 – 22 May, 40 % done" or "Sign-off, milestone of Early access, 9 May". */
function sentenceOf(entry: CalendarEntry, today: Day): string {
  const { kind, name, campaignName, status, startOn, endOn, progress, who } = entry;
  const what = kind === "campaign" ? STATUS_LABEL[status].toLowerCase() : `${kind} of ${campaignName}`;
  const done = progress === null ? "" : `, ${progress}\u00a0% done`;
  return `${name}, ${what}, ${formatDayRange(startOn, endOn, today)}${done}${who ? `, ${who}` : ""}`;
}

function Bar({ bar, today }: { bar: CalendarBar; today: Day }) {
  const { entry, from, to, lane, isStart, isEnd } = bar;
  const { kind, name, campaignName, startOn, endOn, progress, status } = entry;
  const isLate = kind !== "campaign" && progress !== 100 && endOn < today;
  const tone = kind === "campaign" ? TONE[status] : isLate ? 2 : 5;
  return (
    <Link
      href={hrefOf(entry)}
      title={sentenceOf(entry, today)}
      aria-label={sentenceOf(entry, today)}
      style={
        {
          gridColumn: `${from + 1} / ${to + 2}`,
          gridRow: lane + 2,
          "--tone": `var(--chart-${tone})`,
        } as CSSProperties
      }
      className={clsx(
        "relative flex min-h-6 min-w-0 items-center gap-1.5 overflow-clip px-1.5 text-2xs font-medium text-ink hover:underline max-md:min-h-control max-md:rounded-md! max-md:text-sm",
        kind === "campaign" && "bg-[color-mix(in_oklab,var(--tone)_24%,var(--surface))]",
        kind === "tactic" && "border border-[color-mix(in_oklab,var(--tone)_45%,var(--surface))] bg-surface",
        kind === "milestone" && "bg-transparent",
        isStart ? "ml-1 rounded-l-[5px]" : "rounded-l-none",
        isEnd ? "mr-1 rounded-r-[5px]" : "rounded-r-none",
        "max-md:mx-0 max-md:mb-1",
      )}
    >
      {kind === "milestone" && (
        <Diamond
          aria-hidden="true"
          className={clsx("size-3 flex-none text-(--tone)", progress === 100 && "fill-current")}
        />
      )}
      <span className="min-w-0 truncate">
        {name}
        {kind !== "campaign" && <span className="font-normal text-ink-3"> {campaignName}</span>}
      </span>
      <span className="num ml-auto flex-none text-xs font-normal text-ink-2 md:hidden">
        {formatDayRange(startOn, endOn, today)}
      </span>
    </Link>
  );
}
