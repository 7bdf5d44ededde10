import { clsx } from "clsx";
import { ClipboardPaste, Copy, Plus, X } from "lucide-react";
import { type FormEvent, type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/input";
import { CAMPAIGN_CHANNEL_LABEL } from "@/lib/campaigns/status";
import { isDay } from "@/lib/days";
import { formatCount } from "@/lib/format";
import { type Bar, type Days, toDays, toSpan } from "@/lib/timeline/bars";
import type { ConflictMark } from "@/lib/timeline/conflicts";
import type { LinkState } from "@/lib/timeline/links";
import { hrefOf, type Span } from "@/lib/timeline/plan";
import { countDays, spanWords } from "@/lib/timeline/scale";
import { differenceWords, isLate, isOutside } from "@/lib/timeline/sentence";
import { BarLinks, type BarLinksProps } from "./bar-links";
import { BarScheduling, type BarSchedulingProps } from "./bar-scheduling";
import { PANEL_LOOK, Part } from "./panel-part";
import { STEPS } from "./selection-bar";

export type BarPanelProps = {
  bar: Bar;
  campaign: Bar | undefined;
  today: number;
  owner: string | null;
  marks: readonly ConflictMark[];
  states: readonly LinkState[];
  isReadOnly: boolean;
  heading: RefObject<HTMLHeadingElement | null>;
  /** How many other bars a change to these days would move. */
  countFollowers: (days: Days) => number;
  onSave: (days: Days) => void;
  onShow: (id: string) => void;
  onClose: () => void;
  acts: BarActs;
} & Pick<BarLinksProps, "choices" | "onLink" | "onUnlink" | "earliestFor"> &
  Pick<BarSchedulingProps, "float" | "onByHand">;

/** What can be done with the bar beside its days; absent is what cannot be done here. */
export type BarActs = {
  isSelected: boolean;
  select?: () => void;
  /** Opens the form for a new part of the bar's campaign. */
  add?: () => void;
  copy?: () => void;
  /** Of so many copied parts, into the bar's campaign. */
  paste?: { count: number; run: () => void };
};

const KIND = { campaign: "Campaign", tactic: "Tactic", milestone: "Milestone" } as const;

/** The click-only way: dates, steps and dependencies of the selected bar. */
export function BarPanel(props: BarPanelProps) {
  const { bar, campaign, today, owner, marks, isReadOnly, heading, onClose } = props;
  const { item } = bar;
  const isFixed = isReadOnly || item.locked === true;
  const channels = item.channels.map((channel) => CAMPAIGN_CHANNEL_LABEL[channel]).join(", ");
  const facts = [KIND[item.kind], item.status, channels, owner].filter(Boolean).join(" · ");
  return (
    <section
      aria-label={`Plan of ${item.name}`}
      className={PANEL_LOOK}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.preventDefault();
        onClose();
      }}
    >
      <header className="flex items-start gap-2 pt-3 pr-2 pl-4">
        <div className="min-w-0 flex-1 pt-0.5">
          <h2 ref={heading} tabIndex={-1} className="text-md font-semibold text-balance outline-none">
            <a href={hrefOf(item)} className="hover:underline">
              {item.name}
            </a>
          </h2>
          <p className="text-xs text-ink-3">{facts}</p>
        </div>
        <IconButton label="Close panel" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className="flex flex-col gap-4 px-4 pt-3 pb-5">
        {item.kind === "milestone" ? (
          <p className="text-ink-2">{bar.progress >= 100 ? "Reached" : "Not reached yet"}</p>
        ) : (
          <Progress value={bar.progress} isLate={isLate(bar, today)} />
        )}
        <DateForm key={item.id} {...props} isFixed={isFixed} />
        <Notes bar={bar} campaign={campaign} today={today} />
        <BarScheduling {...props} isFixed={isFixed} />
        <Acts acts={props.acts} isCampaign={item.kind === "campaign"} />
        {marks.length > 0 && (
          <Part title="Conflicts">
            <ul className="flex flex-col gap-1.5">
              {marks.map((mark) => (
                <li key={mark.id} className="rounded-md bg-bad-soft px-2.5 py-1.5">
                  <span className="text-xs text-bad">{spanWords(mark.start, mark.end, today)}</span>
                  <br />
                  {mark.href ? (
                    <a className="underline underline-offset-2" href={mark.href}>
                      {mark.text}
                    </a>
                  ) : (
                    mark.text
                  )}
                </li>
              ))}
            </ul>
          </Part>
        )}
        <BarLinks {...props} isFixed={isFixed} />
      </div>
    </section>
  );
}

function Acts({ acts, isCampaign }: { acts: BarActs; isCampaign: boolean }) {
  const { add, copy, paste, select } = acts;
  if (!add && !copy && !paste && !select) return null;
  return (
    <div className="flex flex-wrap gap-1.5">
      {add && (
        <Button size="sm" onClick={add}>
          <Plus aria-hidden="true" />
          Add to plan
        </Button>
      )}
      {copy && (
        <Button size="sm" onClick={copy}>
          <Copy aria-hidden="true" />
          {isCampaign ? "Copy plan" : "Copy"}
        </Button>
      )}
      {paste && (
        <Button size="sm" onClick={paste.run}>
          <ClipboardPaste aria-hidden="true" />
          Paste {formatCount(paste.count, "part")} here
        </Button>
      )}
      {select && (
        <Button size="sm" aria-pressed={acts.isSelected} onClick={select}>
          {acts.isSelected ? "Deselect" : "Select"}
        </Button>
      )}
    </div>
  );
}

function Progress({ value, isLate: late }: { value: number; isLate: boolean }) {
  return (
    <div className="flex items-center gap-2">
      <div
        role="progressbar"
        aria-label="Work done"
        aria-valuenow={value}
        className="h-1.5 flex-1 overflow-clip rounded-full bg-sunken dark:bg-hover"
      >
        <div
          className={clsx("h-full rounded-full", late ? "bg-warn" : "bg-accent")}
          style={{ width: `${value}%` }}
        />
      </div>
      <span className="num text-xs text-ink-2">
        {value} % done{late && ", late"}
      </span>
    </div>
  );
}

function Notes({ bar, campaign, today }: { bar: Bar; campaign: Bar | undefined; today: number }) {
  const { baseline } = bar;
  const slip = baseline && differenceWords(baseline.end, bar.end);
  const notes = [
    campaign &&
      isOutside(bar, campaign) &&
      `Outside ${campaign.item.name}, ${spanWords(campaign.start, campaign.end, today)}.`,
    baseline &&
      `Baseline ${spanWords(baseline.start, baseline.end, today)}${slip ? `: ends ${slip}` : ", on plan"}.`,
  ].filter((note) => typeof note === "string");
  if (notes.length === 0) return null;
  return (
    <div className="flex flex-col gap-1 text-xs text-ink-2">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

function DateForm({ bar, today, isFixed, countFollowers, onSave }: BarPanelProps & { isFixed: boolean }) {
  const { item } = bar;
  // Typed days count only for the days they were typed over: when the bar moves, the fields follow it.
  const shown = `${item.startOn} ${item.endOn}`;
  const [typed, setTyped] = useState<{ over: string; span: Span } | null>(null);
  const span = typed?.over === shown ? typed.span : toSpan(bar);
  const setSpan = (next: Span) => setTyped({ over: shown, span: next });
  const isMilestone = item.kind === "milestone";
  const isWhole = isDay(span.startOn) && isDay(span.endOn);
  const isBackwards = isWhole && span.endOn < span.startOn;
  const days = isWhole && !isBackwards ? toDays(span) : null;
  const isChanged = span.startOn !== item.startOn || span.endOn !== item.endOn;
  const others = days && isChanged ? countFollowers(days) : 0;
  const length = days ? countDays(days.end - days.start) : "";

  if (isFixed)
    return (
      <p className="text-ink-2">
        {spanWords(bar.start, bar.end, today)}
        {!isMilestone && `, ${countDays(bar.end - bar.start)}`}
        {item.locked && (
          <span className="block text-xs text-ink-3">Only its owner or a marketer may move it.</span>
        )}
      </p>
    );

  function save(event: FormEvent) {
    event.preventDefault();
    if (days && isChanged) onSave(days);
  }

  return (
    <form onSubmit={save} className="flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-2">
        <TextField
          label={isMilestone ? "Day" : "Start"}
          type="date"
          value={span.startOn}
          onChange={({ target: { value } }) =>
            setSpan({ startOn: value, endOn: isMilestone ? value : span.endOn })
          }
        />
        {!isMilestone && (
          <TextField
            label="End"
            type="date"
            value={span.endOn}
            min={span.startOn}
            onChange={({ target: { value } }) => setSpan({ ...span, endOn: value })}
          />
        )}
      </div>
      {isBackwards && <p className="text-xs text-bad">The end is before the start. Choose a later end.</p>}
      <p className="num min-h-4 text-xs text-ink-3">
        {!isMilestone && length}
        {days && isChanged && `, was ${spanWords(bar.start, bar.end, today)}`}
        {others > 0 && `, moves ${others} more`}
      </p>
      <div className="flex flex-wrap items-center gap-1">
        <Button type="submit" variant="primary" disabled={!days || !isChanged}>
          Save days
        </Button>
        <span className="ml-auto flex">
          {STEPS.map(({ by, label, Icon }) => (
            <IconButton
              key={by}
              label={label}
              onClick={() => onSave({ start: bar.start + by, end: bar.end + by })}
            >
              <Icon aria-hidden="true" />
            </IconButton>
          ))}
        </span>
      </div>
    </form>
  );
}
