"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/input";
import { SegmentedChoice } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { formatCount, formatNumber } from "@/lib/format";
import {
  CALENDAR_STEPS,
  type CalendarStep,
  edgesText,
  numberEdges,
  readEdges,
  type Way,
} from "@/lib/segments/split/bands";
import { MAX_PARTS, valueWord } from "@/lib/segments/split/part";
import type { SplitProfile } from "@/lib/segments/split/profile";
import type { SplitSubject } from "@/lib/segments/split/subject";
import { DaysSpread, NumberSpread } from "./spread";

export type AxisCardProps = {
  subject: SplitSubject;
  profile: SplitProfile;
  way: Way;
  withUnknown: boolean;
  currency: string;
  onWay: (way: Way) => void;
  onUnknown: (withUnknown: boolean) => void;
};

/** How one subject is divided: which values, which bands, which stretches of days, and those without a value. */
export function AxisCard(props: AxisCardProps) {
  const { subject, profile, withUnknown, onUnknown } = props;
  const unknown = profile.size - profile.known;
  return (
    <Card title={subject.label} meta={`known of ${formatCount(profile.known, "customer")}`}>
      <div className="flex flex-col gap-3">
        {profile.kind === "number" && <NumberWay {...props} profile={profile} />}
        {profile.kind === "days" && <DaysWay {...props} profile={profile} />}
        {profile.kind === "values" && <ValuesWay {...props} profile={profile} />}
        {subject.unknown && (
          <Checkbox
            label={`Also those without it (${formatNumber(unknown)})`}
            checked={withUnknown}
            onChange={(event) => onUnknown(event.target.checked)}
          />
        )}
      </div>
    </Card>
  );
}

const COUNTS = [2, 3, 4, 5, 6, 7, 8, 9, 10];

function NumberWay(props: AxisCardProps & { profile: Extract<SplitProfile, { kind: "number" }> }) {
  const { subject, profile, way, currency, onWay } = props;
  const edges = numberEdges(way, subject, profile, currency);
  const count = way.kind === "quantiles" || way.kind === "widths" ? way.count : Math.max(2, edges.length + 1);
  const kind = way.kind === "widths" || way.kind === "edges" ? way.kind : "quantiles";
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedChoice
          label={`Bands of ${subject.label}`}
          value={kind}
          options={[
            { value: "quantiles", label: "Equally many" },
            { value: "widths", label: "Equally wide" },
            { value: "edges", label: "Own edges" },
          ]}
          onChange={(event) => {
            const next = event.target.value;
            if (next === "edges") onWay({ kind: "edges", edges });
            else onWay({ kind: next === "widths" ? "widths" : "quantiles", count: Math.min(10, count) });
          }}
        />
        {kind !== "edges" && (
          <Select
            aria-label={`Number of bands of ${subject.label}`}
            value={String(count)}
            options={COUNTS.map((each) => ({ value: String(each), label: `${each} bands` }))}
            onChange={(event) => onWay({ kind, count: Number(event.target.value) })}
          />
        )}
      </div>
      {kind === "edges" && (
        <Edges
          subject={subject}
          text={edgesText(edges, subject, currency)}
          read={(text) => readEdges(text, subject, currency)}
          onRead={(next) => onWay({ kind: "edges", edges: next })}
        />
      )}
      <NumberSpread subject={subject} profile={profile} edges={edges} currency={currency} />
    </>
  );
}

function Edges<Edge>(props: {
  subject: SplitSubject;
  text: string;
  read: (text: string) => Edge[] | null;
  onRead: (edges: Edge[]) => void;
}) {
  const { subject, read, onRead } = props;
  const [text, setText] = useState(props.text);
  const [isWrong, setWrong] = useState(false);
  return (
    <TextField
      label="Bands begin at"
      value={text}
      inputMode={subject.kind === "number" ? "decimal" : undefined}
      placeholder={subject.kind === "number" ? "18, 25, 35" : "2026-01-01, 2026-07-01"}
      help={`Up to ${MAX_PARTS - 1}, with a comma or a space between them.`}
      error={isWrong ? "Type them like the example, at least one" : undefined}
      onChange={(event) => {
        setText(event.target.value);
        const edges = read(event.target.value);
        if (edges) onRead(edges);
        setWrong(edges === null && isWrong);
      }}
      onBlur={() => setWrong(read(text) === null)}
    />
  );
}

const STEP_LABEL: Record<CalendarStep, string> = {
  month: "Months",
  quarter: "Quarters",
  year: "Years",
  decade: "Decades",
};

function DaysWay(props: AxisCardProps & { profile: Extract<SplitProfile, { kind: "days" }> }) {
  const { subject, profile, way, onWay } = props;
  const readDays = (text: string) => {
    const days = text.split(/[\s;,]+/).filter(Boolean);
    const isSound =
      days.length > 0 &&
      days.length < MAX_PARTS &&
      days.every((day) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)));
    return isSound ? [...new Set(days)].sort() : null;
  };
  return (
    <>
      <SegmentedChoice
        label={`Stretches of ${subject.label}`}
        value={way.kind === "calendar" ? way.by : "days"}
        options={[
          ...CALENDAR_STEPS.map((value) => ({ value, label: STEP_LABEL[value] })),
          { value: "days", label: "Own days" },
        ]}
        onChange={(event) => {
          const by = CALENDAR_STEPS.find((step) => step === event.target.value);
          const last = profile.months.at(-1)?.month;
          onWay(by ? { kind: "calendar", by } : { kind: "days", days: last ? [`${last}-01`] : [] });
        }}
      />
      {way.kind === "days" && (
        <Edges
          subject={subject}
          text={way.days.join(", ")}
          read={readDays}
          onRead={(days) => onWay({ kind: "days", days })}
        />
      )}
      <DaysSpread months={profile.months} />
    </>
  );
}

function ValuesWay(props: AxisCardProps & { profile: Extract<SplitProfile, { kind: "values" }> }) {
  const { subject, profile, way, onWay } = props;
  const listed = profile.values;
  const chosen = new Set(
    way.kind === "values"
      ? way.values
      : listed.slice(0, way.kind === "top" ? way.count : 6).map(({ value }) => value),
  );
  const most = Math.max(...listed.map(({ size }) => size), 1);
  const choose = (values: string[]) => onWay({ kind: "values", values });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 flex w-full flex-wrap items-center gap-2 text-xs text-ink-3">
        <span className="flex-1">
          {formatCount(chosen.size, "value")} chosen of{" "}
          {listed.length === 50 ? "the 50 most frequent" : listed.length}
        </span>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => onWay({ kind: "top", count: Math.min(MAX_PARTS, Math.max(1, listed.length)) })}
        >
          {listed.length > MAX_PARTS ? `The top ${MAX_PARTS}` : "All"}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          onClick={() => choose(listed.slice(0, 1).map(({ value }) => value))}
        >
          Only the first
        </Button>
      </legend>
      <ul className="grid max-h-64 gap-x-4 overflow-y-auto sm:grid-cols-[repeat(auto-fill,minmax(200px,1fr))]">
        {listed.map(({ value, size }) => (
          <li key={value}>
            <label className="relative flex min-h-7 items-center gap-2 rounded-sm px-1 text-sm hover:bg-hover coarse:min-h-control">
              <input
                type="checkbox"
                className="size-3.5 flex-none accent-accent coarse:size-5"
                checked={chosen.has(value)}
                disabled={!chosen.has(value) && chosen.size >= MAX_PARTS}
                aria-label={`${valueWord(subject, value)}, ${formatCount(size, "customer")}`}
                onChange={(event) =>
                  choose(
                    listed
                      .map((one) => one.value)
                      .filter((one) => (one === value ? event.target.checked : chosen.has(one))),
                  )
                }
              />
              <span className="min-w-0 flex-1 truncate">{valueWord(subject, value)}</span>
              <span className="num text-xs text-ink-3">{formatNumber(size)}</span>
              <span
                aria-hidden="true"
                className="absolute bottom-0 left-1 h-0.5 bg-chart-1"
                style={{ width: `calc(${(size / most) * 100}% - 8px)` }}
              />
            </label>
          </li>
        ))}
      </ul>
      {listed.length === 0 && <p className="text-sm text-ink-3">Nobody in this segment has a value.</p>}
    </fieldset>
  );
}
