"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { formatNumber, formatPercent } from "@/lib/format";
import type { NumberTest } from "@/lib/segments/operators";
import {
  boundsOf,
  type Edge,
  edgesOf,
  quickRanges,
  sharePassing,
  withEdge,
} from "@/lib/segments/spread/range";
import type { Spread } from "@/lib/segments/spread/spread";
import { countedText } from "@/lib/segments/values/counted";

export type SpreadFigureProps = {
  name: string;
  spread: Spread;
  test: NumberTest;
  isNegated: boolean;
  unit?: string;
  scale: number;
  onChange: (test: NumberTest, key?: string) => void;
};

const EDGE_NAME: Record<Edge, string> = { value: "", from: "Lowest ", to: "Highest " };

/** The figures as bars, those in the range in blue; its ends are dragged, moved by arrows, or chosen by a word. */
export function SpreadFigure(props: SpreadFigureProps) {
  const { name, spread, test, isNegated, unit, scale, onChange } = props;
  const { bins, isWhole } = spread;
  const plot = useRef<HTMLDivElement>(null);
  const held = useRef<Edge | null>(null);
  const [start, end] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1];
  const step = (end - start) / bins.length;
  const least = isWhole ? Math.min(scale, step) : step / 10;
  const snap = Math.max(least, step / 5);
  const highest = Math.max(...bins.map(({ count }) => count), 1);
  const share = sharePassing(spread, test, isNegated);
  const { from, to } = boundsOf(test, isWhole);
  const place = (value: number) => Math.max(0, Math.min(1, (value - start) / (end - start)));
  const begin = Number.isNaN(from) ? 0 : place(from);
  const finish = Number.isNaN(to) ? 0 : place(isWhole ? to + 1 : to);
  const said = (value: number) =>
    `${formatNumber(value / scale, isWhole && scale === 1 ? 0 : digitsOf(step / scale))}${unit ? `\u00a0${unit}` : ""}`;

  function move(edge: Edge, value: number) {
    const snapped = Number((Math.round(value / snap) * snap).toPrecision(12));
    const within = Math.max(spread.min, Math.min(spread.max, snapped));
    const next = isWhole ? Math.round(within) : within;
    onChange(withEdge(test, edge, next), `spread ${edge}`);
  }

  /** An upper end stands behind its whole figure: "at most 3" holds all of 3. */
  const isUpper = (edge: Edge) =>
    edge === "to" || (edge === "value" && (test.op === "atMost" || test.op === "lessThan"));

  function valueAt(event: PointerEvent, edge: Edge): number {
    const box = plot.current?.getBoundingClientRect();
    if (!box) return start;
    const value = start + ((event.clientX - box.left) / box.width) * (end - start);
    return isWhole && isUpper(edge) ? value - 1 : value;
  }

  function grab(event: PointerEvent) {
    if (event.button !== 0) return;
    event.preventDefault();
    const edges = edgesOf(test);
    const distance = ({ edge, value }: (typeof edges)[number]) =>
      Number.isNaN(value) ? 0 : Math.abs(value - valueAt(event, edge));
    const nearest = edges.reduce((best, one) => (distance(one) < distance(best) ? one : best));
    held.current = nearest.edge;
    plot.current?.setPointerCapture(event.pointerId);
    plot.current?.querySelector<HTMLElement>(`[data-edge=${nearest.edge}]`)?.focus();
    move(nearest.edge, valueAt(event, nearest.edge));
  }

  function onKeyDown(event: KeyboardEvent, edge: Edge, value: number) {
    const now = Number.isNaN(value) ? start : value;
    const next: Record<string, number> = {
      ArrowRight: now + snap,
      ArrowUp: now + snap,
      ArrowLeft: now - snap,
      ArrowDown: now - snap,
      PageUp: now + step * 2,
      PageDown: now - step * 2,
      Home: spread.min,
      End: spread.max,
    };
    const target = next[event.key];
    if (target === undefined) return;
    event.preventDefault();
    move(edge, target);
  }

  const note = countedText(spread.counted, formatNumber);
  const whose = spread.counted.kind === "events" ? "events with a number" : "customers with a number";
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex items-baseline justify-between gap-3 text-xs">
        <span className="text-ink-2">
          <span className="num">{formatNumber(Math.round(spread.known))}</span> {whose}
        </span>
        <span role="status" className="num flex-none font-semibold">
          {share === null ? "" : `≈\u202f${formatPercent(share)}`}
        </span>
      </figcaption>
      <div
        ref={plot}
        className="relative h-[72px] cursor-ew-resize touch-none"
        onPointerDown={grab}
        onPointerMove={(event) => held.current && move(held.current, valueAt(event, held.current))}
        onPointerUp={() => {
          held.current = null;
        }}
        onPointerCancel={() => {
          held.current = null;
        }}
      >
        <Bars bins={bins} highest={highest} tone={isNegated ? "within" : "outside"} />
        <div className="absolute inset-0" style={{ clipPath: clip(begin, Math.max(finish, begin + 0.008)) }}>
          <div className="absolute inset-0 bg-surface" />
          <Bars bins={bins} highest={highest} tone={isNegated ? "outside" : "within"} />
        </div>
        {edgesOf(test).map(({ edge, value }) => (
          <div
            key={edge}
            data-edge={edge}
            role="slider"
            tabIndex={0}
            aria-label={`${EDGE_NAME[edge]}${name}`}
            aria-orientation="horizontal"
            aria-valuemin={spread.min}
            aria-valuemax={spread.max}
            aria-valuenow={Number.isNaN(value) ? spread.min : value}
            aria-valuetext={Number.isNaN(value) ? "not chosen" : said(value)}
            onKeyDown={(event) => onKeyDown(event, edge, value)}
            className="absolute -inset-y-1 -ml-3 grid w-6 place-items-center rounded-md coarse:-ml-[22px] coarse:w-11"
            style={{ left: `${(isUpper(edge) ? finish : begin) * 100}%` }}
          >
            <span
              aria-hidden="true"
              className={
                Number.isNaN(value)
                  ? "h-full w-0.5 rounded-full bg-line-strong opacity-60"
                  : "h-full w-[3px] rounded-full bg-accent-strong"
              }
            />
          </div>
        ))}
      </div>
      <div className="num flex justify-between text-2xs text-ink-3">
        <span>{said(Math.min(start, spread.min))}</span>
        <span>half below {said(spread.marks.find((mark) => mark.share === 0.5)?.value ?? start)}</span>
        <span>{spread.max >= end && !isWhole ? said(spread.max) : said(Math.max(spread.max, start))}</span>
      </div>
      <ul aria-label={`Usual ranges of ${name}`} className="flex flex-wrap gap-1">
        {quickRanges(spread, test).map((quick) => (
          <li key={quick.label}>
            <button
              type="button"
              tabIndex={0}
              onClick={() => onChange(quick.test)}
              className="min-h-6 rounded-full bg-sunken px-2 text-xs text-ink-2 hover:bg-hover coarse:min-h-control coarse:px-3"
            >
              {quick.label}
            </button>
          </li>
        ))}
      </ul>
      {note && <p className="text-2xs text-ink-3">{note}</p>}
    </figure>
  );
}

const clip = (begin: number, finish: number) => `inset(0 ${(1 - finish) * 100}% 0 ${begin * 100}%)`;

/** Figures after the point, so that two steps never read the same. */
const digitsOf = (step: number) => (step >= 5 ? 0 : step >= 0.5 ? 1 : step >= 0.05 ? 2 : 3);

function Bars(props: { bins: Spread["bins"]; highest: number; tone: "within" | "outside" }) {
  const { bins, highest, tone } = props;
  return (
    <div
      aria-hidden="true"
      className={`absolute inset-0 flex items-end border-b border-line-strong ${tone === "within" ? "text-(--chart-1)" : "text-(--chart-0) opacity-45"}`}
    >
      {bins.map((bin) => (
        <span
          key={bin.from}
          className="mx-px min-w-px flex-1 rounded-t-[2px] bg-current"
          style={{ height: bin.count === 0 ? 0 : `max(2px, ${(bin.count / highest) * 100}%)` }}
        />
      ))}
    </div>
  );
}
