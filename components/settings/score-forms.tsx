"use client";

import { useState } from "react";
import { Input, TextField } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import {
  type Banding,
  DEFAULT_FORMULAS,
  type EngagementFormula,
  type LifecycleFormula,
  weightsOf,
} from "@/lib/customers/scores/formulas";
import { RFM_WORDS, type RfmScore } from "@/lib/customers/scores/words";
import { type ScoreActions, ScoreDialog } from "./score-dialog";

type Shared = ScoreActions & { readers: readonly string[] };

const figure = {
  type: "number",
  inputMode: "decimal" as const,
  step: "any",
  className: "[&_input]:num [&_input]:w-24",
};
const numberOf = (data: FormData, name: string) => {
  const text = String(data.get(name) ?? "").trim();
  return text === "" ? Number.NaN : Number(text);
};

/** How a score from 1 to 5 is parted: in fifths of the buyers, or at four edges. */
export function BandingForm(
  props: Shared & {
    score: RfmScore;
    banding: Banding;
    /** The edges as they are now, to begin from. */
    edges: readonly number[] | null;
    /** How many of what is stored make one of what is typed: 100 for cents. */
    scale: number;
    unit: string;
  },
) {
  const { score, banding, edges, scale, unit, ...shared } = props;
  const [by, setBy] = useState(banding.by);
  const { label, of } = RFM_WORDS[score];
  const first = edges ?? [];
  return (
    <ScoreDialog
      {...shared}
      of={label.toLowerCase()}
      usual={{ [score]: DEFAULT_FORMULAS[score] }}
      toChange={(data) => ({
        [score]:
          data.get("by") === "edges"
            ? {
                by: "edges",
                edges: [0, 1, 2, 3].map((at) => Math.round(numberOf(data, `edge${at}`) * scale)),
              }
            : { by: "fifths" },
      })}
    >
      {(fields) => (
        <>
          <RadioCards
            legend={`Parts of the ${of}`}
            name="by"
            value={by}
            onChange={(event) => setBy(event.target.value === "edges" ? "edges" : "fifths")}
            options={[
              {
                value: "fifths",
                label: "Fifths",
                help: "Five equal parts of your buyers; they move with the data.",
              },
              {
                value: "edges",
                label: "Fixed edges",
                help: "Four figures that stay; a value on an edge falls below it.",
              },
            ]}
          />
          {by === "edges" && (
            <fieldset>
              <legend className="mb-1 text-sm font-medium">Edges, from low to high</legend>
              <div className="flex flex-wrap items-center gap-2">
                {[0, 1, 2, 3].map((at) => (
                  <Input
                    key={at}
                    aria-label={`Edge ${at + 1}`}
                    name={`edge${at}`}
                    type="number"
                    step="any"
                    className="num max-w-24"
                    defaultValue={first[at] === undefined ? "" : Math.round(first[at]) / scale}
                    aria-invalid={edgeError(fields, score) ? true : undefined}
                  />
                ))}
                <span className="text-sm text-ink-2">{unit}</span>
              </div>
              {edgeError(fields, score) && (
                <p role="alert" className="mt-1 text-xs text-bad">
                  {edgeError(fields, score)}
                </p>
              )}
            </fieldset>
          )}
        </>
      )}
    </ScoreDialog>
  );
}

const edgeError = (fields: Readonly<Record<string, string>>, score: string) =>
  Object.entries(fields).find(([key]) => key.startsWith(`${score}.edges`))?.[1];

type EngagementFormProps = Shared & {
  engagement: EngagementFormula;
  events: readonly { name: string; label: string }[];
};

const USUAL_WEIGHTS = weightsOf(DEFAULT_FORMULAS.engagement);

/** What days count for engagement, how fast they fade, and what each event is worth. */
export function EngagementForm({ engagement, events, ...shared }: EngagementFormProps) {
  const weights = weightsOf(engagement);
  return (
    <ScoreDialog
      {...shared}
      of="engaged people"
      usual={{ engagement: DEFAULT_FORMULAS.engagement }}
      toChange={(data) => {
        const halfLife = numberOf(data, "halfLife");
        return {
          engagement: {
            days: numberOf(data, "days"),
            gain: numberOf(data, "gain"),
            halfLife: Number.isNaN(halfLife) ? null : halfLife,
            weights: Object.fromEntries(
              events
                .map(({ name }, at) => [name, numberOf(data, `weight${at}`)] as const)
                .filter(([name, weight]) => weight !== (USUAL_WEIGHTS[name] ?? 1)),
            ),
          },
        };
      }}
    >
      {(fields) => (
        <>
          <div className="flex flex-wrap gap-x-5 gap-y-3">
            <TextField
              label="Days looked at"
              name="days"
              {...figure}
              defaultValue={engagement.days}
              error={fields["engagement.days"]}
              unit="days"
            />
            <TextField
              label="Half-life"
              name="halfLife"
              optional
              {...figure}
              defaultValue={engagement.halfLife ?? ""}
              error={fields["engagement.halfLife"]}
              unit="days"
            />
            <TextField
              label="Worth of a point"
              name="gain"
              {...figure}
              defaultValue={engagement.gain}
              error={fields["engagement.gain"]}
              unit="% of what is missing to 100"
            />
          </div>
          <p className="-mt-2 text-xs text-ink-3">Without a half-life every day counts the same.</p>
          {events.length > 0 && (
            <fieldset>
              <legend className="mb-1 text-sm font-medium">
                Points of a day with the event, from 0 to 10
              </legend>
              <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
                {events.map(({ name, label }, at) => (
                  <li key={name} className="flex items-center justify-between gap-3 text-sm">
                    <label htmlFor={`weight-${at}`} className="min-w-0 truncate">
                      {label}
                    </label>
                    <Input
                      id={`weight-${at}`}
                      name={`weight${at}`}
                      type="number"
                      step="any"
                      min={0}
                      max={10}
                      className="num max-w-20 flex-none"
                      defaultValue={weights[name] ?? 1}
                      aria-invalid={fields[`engagement.weights.${name}`] ? true : undefined}
                    />
                  </li>
                ))}
              </ul>
              {Object.entries(fields)
                .filter(([key]) => key.startsWith("engagement.weights"))
                .slice(0, 1)
                .map(([key, message]) => (
                  <p key={key} role="alert" className="mt-1 text-xs text-bad">
                    {message}
                  </p>
                ))}
            </fieldset>
          )}
        </>
      )}
    </ScoreDialog>
  );
}

const LIFECYCLE_FIELDS: readonly { name: keyof LifecycleFormula; label: string; unit: string }[] = [
  { name: "newDays", label: "New after the first order for", unit: "days" },
  { name: "usualDays", label: "Rhythm of who ordered once", unit: "days" },
  { name: "leastDays", label: "Shortest rhythm", unit: "days" },
  { name: "slippingAfter", label: "Slipping after", unit: "rhythms" },
  { name: "lapsedAfter", label: "Lapsed after", unit: "rhythms" },
];

/** The limits between the stages. */
export function LifecycleForm({ lifecycle, ...shared }: Shared & { lifecycle: LifecycleFormula }) {
  return (
    <ScoreDialog
      {...shared}
      of="lifecycle stages"
      usual={{ lifecycle: DEFAULT_FORMULAS.lifecycle }}
      toChange={(data) => ({
        lifecycle: {
          newDays: numberOf(data, "newDays"),
          usualDays: numberOf(data, "usualDays"),
          leastDays: numberOf(data, "leastDays"),
          slippingAfter: numberOf(data, "slippingAfter"),
          lapsedAfter: numberOf(data, "lapsedAfter"),
        },
      })}
    >
      {(fields) => (
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {LIFECYCLE_FIELDS.map(({ name, label, unit }) => (
            <TextField
              key={name}
              label={label}
              name={name}
              {...figure}
              defaultValue={lifecycle[name]}
              error={fields[`lifecycle.${name}`]}
              unit={unit}
            />
          ))}
        </div>
      )}
    </ScoreDialog>
  );
}
