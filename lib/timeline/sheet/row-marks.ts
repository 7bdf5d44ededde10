import { CAMPAIGN_CHANNELS } from "@/lib/campaigns/status";
import type { Bar } from "../bars";
import { type ConflictMark, hatches } from "../conflicts";
import type { GroupRow } from "../rows";
import { isLate, isOutside } from "../sentence";
import { HATCH, type Mark, PAPER, PAPER_CHART } from "./marks";
import { cutText, textWidth } from "./text";

export const ROW = 30;
const BAR = 18;
const SIZE = 11;

/** Where days are drawn: the pixels of a day, and the part of the sheet that has them. */
export type DayScale = { x: (day: number) => number; px: number; left: number; right: number };

export type RowMarks = {
  scale: DayScale;
  today: number;
  marks: readonly ConflictMark[];
  hasLineOut: boolean;
};

/** The place of a bar's first channel among the colours; 0 without one or beyond the sixth. */
export function channelPlace(bar: Bar, campaign?: Bar): number {
  const [channel] = bar.item.channels.length > 0 ? bar.item.channels : (campaign?.item.channels ?? []);
  const place = channel ? CAMPAIGN_CHANNELS.indexOf(channel) + 1 : 0;
  return place > 6 ? 0 : place;
}

export const toneOf = (bar: Bar, campaign?: Bar): string =>
  PAPER_CHART[channelPlace(bar, campaign)] ?? PAPER.lineStrong;

/** A square on its tip around a point. */
export const diamond = (x: number, y: number, half: number) =>
  `M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}z`;

/** The words beside a bar: at its right, or at its left where the sheet ends too soon. */
function beside(text: string, from: number, to: number, y: number, { left, right }: DayScale): Mark[] {
  const fits = to + textWidth(text, SIZE) + 4 < right;
  const roomLeft = from - left - 10;
  const isLeft = !fits && roomLeft > right - to;
  const shown = cutText(text, SIZE, isLeft ? roomLeft : right - to - 4);
  const place = isLeft ? ({ x: from - 6, anchor: "end" } as const) : { x: to };
  return [{ kind: "text", ...place, y: y + 4, text: shown, size: SIZE, fill: PAPER.ink2, halo: true }];
}

export function groupMarks(row: GroupRow, y: number, { x }: DayScale): Mark[] {
  const [left, width] = [x(row.start), x(row.end) - x(row.start)];
  const sum = { kind: "rect", x: left, y: y - 4, height: 8, radius: 2, fill: PAPER.ink } as const;
  return [
    { ...sum, width, opacity: 0.17 },
    { ...sum, width: (width * row.progress) / 100, opacity: 0.42 },
  ];
}

export function milestoneMarks(bar: Bar, y: number, { scale, today, marks, hasLineOut }: RowMarks): Mark[] {
  const at = scale.x(bar.start + 0.5);
  const isReached = bar.progress >= 100;
  const stroke = !isReached && bar.end <= today ? PAPER.bad : marks.length > 0 ? PAPER.bad : PAPER.ink2;
  if (at < scale.left || at > scale.right) return [];
  return [
    {
      kind: "path",
      d: diamond(at, y, 7.5),
      fill: isReached ? PAPER.ink2 : PAPER.surface,
      ...{ stroke, width: 2 },
    },
    ...beside(bar.item.name, at - 8, at + (hasLineOut ? 21 : 14), y, scale),
  ];
}

const PAUSED_GAP = 8;

/** Stripes of the tint for a paused campaign, as paths, so that one drawing has one hatch only. */
function stripes(left: number, top: number, width: number, height: number): string {
  let d = "";
  for (let at = left; at < left + width - 4; at += PAUSED_GAP)
    d += `M${Math.round(at * 10) / 10} ${top}h3v${height}h-3z`;
  return d;
}

export function barMarks(bar: Bar, campaign: Bar | undefined, y: number, facts: RowMarks): Mark[] {
  const { scale, today, marks } = facts;
  const { item } = bar;
  const tone = toneOf(bar, campaign);
  const height = campaign ? BAR - 4 : BAR;
  const top = y - height / 2;
  const left = scale.x(bar.start);
  const width = Math.max(4, scale.x(bar.end) - left - 1);
  const isFaint = item.status === "draft" || item.status === "paused";
  const stroke = isLate(bar, today) ? PAPER.bad : isOutside(bar, campaign) ? PAPER.warn : tone;
  const box = { kind: "rect", x: left, y: top, height, radius: 4 } as const;
  const from = Math.max(left, scale.left);
  const inside = Math.min(left + width, scale.right) - from;
  const fits = textWidth(item.name, SIZE) + 14 < inside;
  const drawn: Mark[] = [{ ...box, width, fill: PAPER.surface }];
  if (item.status === "paused")
    drawn.push({ kind: "path", d: stripes(left, top, width, height), fill: mixed(tone) });
  if (!isFaint) drawn.push({ ...box, width, fill: tone, opacity: 0.24 });
  if (bar.progress > 0) {
    const done = (width * bar.progress) / 100;
    drawn.push({ ...box, width: done, fill: tone, opacity: 0.26 });
    if (bar.progress < 100)
      drawn.push({ kind: "path", d: `M${left + done} ${top}v${height}`, stroke: tone, width: 1.5 });
  }
  drawn.push({ ...box, width, stroke, ...(isFaint && { dash: "3 2" }) });
  for (const hatch of hatches(marks, bar))
    drawn.push({
      kind: "rect",
      x: scale.x(hatch.start),
      y: top - 4,
      width: scale.x(hatch.end) - scale.x(hatch.start),
      height: 3,
      fill: HATCH,
    });
  if (bar.baseline)
    drawn.push({
      kind: "rect",
      x: scale.x(bar.baseline.start),
      y: top + height + 2,
      width: (bar.baseline.end - bar.baseline.start) * scale.px,
      ...{ height: 3, radius: 1.5, fill: PAPER.lineStrong },
    });
  if (inside <= 0) return drawn;
  if (!fits)
    return [...drawn, ...beside(item.name, from, left + width + (facts.hasLineOut ? 16 : 8), y, scale)];
  const word = { kind: "text", x: from + 7, y: y + 4, text: item.name, size: SIZE } as const;
  return [...drawn, { ...word, fill: PAPER.ink }];
}

/** The tint of a bar as one colour: a quarter of the tone on white. */
function mixed(tone: string): string {
  const part = (at: number) => {
    const value = Number.parseInt(tone.slice(at, at + 2), 16);
    return Math.round(255 - (255 - value) * 0.24)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}
