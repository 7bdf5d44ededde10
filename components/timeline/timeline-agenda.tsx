import { clsx } from "clsx";
import { type CSSProperties, memo, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { CAMPAIGN_CHANNEL_LABEL } from "@/lib/campaigns/status";
import { type AgendaEntry, agendaWeeks } from "@/lib/timeline/agenda";
import type { Plan } from "@/lib/timeline/bars";
import { dayWords, floorTo, spanWords, tickLabel, weekday } from "@/lib/timeline/scale";
import { isLate } from "@/lib/timeline/sentence";
import { toneOf } from "./timeline-row";

const WEEKS = 6;
/** Entries of a week that are shown at first. */
const FIRST = 12;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export type TimelineAgendaProps = {
  plan: Plan;
  today: number;
  problemsOf: (id: string) => number;
  onOpen: (id: string) => void;
};

/** The plan as a list by week: what a phone shows first. */
export const TimelineAgenda = memo(function TimelineAgenda(props: TimelineAgendaProps) {
  const { plan, today } = props;
  const [first, setFirst] = useState(0);
  const [count, setCount] = useState(WEEKS);
  const weeks = useMemo(
    () => agendaWeeks(plan.bars, floorTo(today, "week") + first * 7, count),
    [plan, today, first, count],
  );
  return (
    <div className="flex flex-col gap-4 overflow-y-auto px-4 py-3">
      <Button
        variant="ghost"
        className="self-center"
        onClick={() => {
          setFirst(first - WEEKS);
          setCount(count + WEEKS);
        }}
      >
        Show earlier weeks
      </Button>
      {weeks.map(({ monday, entries }) => (
        <section key={monday} aria-label={`Week of ${dayWords(monday, today)}`}>
          <h2 className="sticky -top-3 z-10 flex items-baseline gap-2 bg-bg py-1.5 text-sm font-semibold">
            {spanWords(monday, monday + 7, today)}
            <span className="text-xs font-normal text-ink-3">
              {monday <= today && today < monday + 7
                ? "this week"
                : tickLabel(monday, "week", "minor").split(" · ")[1]}
            </span>
          </h2>
          <Entries {...props} entries={entries} />
        </section>
      ))}
      <Button variant="ghost" className="self-center" onClick={() => setCount(count + WEEKS)}>
        Show later weeks
      </Button>
    </div>
  );
});

function Entries({
  entries,
  plan,
  today,
  problemsOf,
  onOpen,
}: TimelineAgendaProps & { entries: readonly AgendaEntry[] }) {
  const [isWhole, setWhole] = useState(false);
  if (entries.length === 0) return <p className="text-sm text-ink-3">Nothing planned.</p>;
  const shown = isWhole || entries.length <= FIRST + 2 ? entries : entries.slice(0, FIRST);
  return (
    <>
      <ul className="overflow-clip rounded-lg border border-line bg-surface">
        {shown.map((entry) => (
          <li key={`${entry.bar.item.id} ${entry.what}`} className="border-line not-first:border-t">
            <Entry
              entry={entry}
              plan={plan}
              today={today}
              problems={problemsOf(entry.bar.item.id)}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ul>
      {shown.length < entries.length && (
        <Button variant="ghost" block onClick={() => setWhole(true)}>
          Show {entries.length - shown.length} more
        </Button>
      )}
    </>
  );
}

type EntryProps = Pick<TimelineAgendaProps, "plan" | "today" | "onOpen"> & {
  entry: AgendaEntry;
  problems: number;
};

function Entry({ entry, plan, today, problems, onOpen }: EntryProps) {
  const { bar, campaign, day, what } = entry;
  const { item } = bar;
  const parent = item.parentId === null ? undefined : plan.byId.get(item.parentId);
  const channels = item.channels.map((channel) => CAMPAIGN_CHANNEL_LABEL[channel]).join(", ");
  const late = isLate(bar, today);
  return (
    <button
      type="button"
      onClick={() => onOpen(item.id)}
      className="flex min-h-14 w-full items-center gap-3 px-3 py-2 text-left hover:bg-hover"
    >
      <span className={clsx("w-9 flex-none text-center leading-tight", day === today && "text-accent")}>
        {what === "runs" ? (
          <span className="text-xs text-ink-3">all week</span>
        ) : (
          <>
            <span className="block text-2xs font-medium text-ink-3">{WEEKDAYS[weekday(day)]}</span>
            <span className="block text-md font-semibold">{dayWords(day, day).split("\u00a0")[0]}</span>
          </>
        )}
      </span>
      <span
        aria-hidden="true"
        className={item.kind === "milestone" ? "tl-dot-ms" : "tl-dot"}
        style={{ "--tone": toneOf(bar, parent) } as CSSProperties}
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{item.name}</span>
        <span className="block truncate text-xs text-ink-3">
          {[words(entry, today), campaign, channels].filter(Boolean).join(" · ")}
        </span>
      </span>
      {problems > 0 && <span className="tl-flag">! {problems}</span>}
      {problems === 0 && late && <span className="tl-flag is-late">late</span>}
    </button>
  );
}

function words({ what, bar }: AgendaEntry, today: number): string {
  const last = dayWords(bar.end - 1, today);
  switch (what) {
    case "starts":
      return bar.end - bar.start === 1 ? "one day" : `starts, until ${last}`;
    case "ends":
      return `ends, ${bar.progress} % done`;
    case "runs":
      return `until ${last}, ${bar.progress} % done`;
    case "due":
      return `due, ${bar.progress} % done`;
    case "milestone":
      return bar.progress >= 100 ? "milestone, reached" : "milestone";
  }
}
