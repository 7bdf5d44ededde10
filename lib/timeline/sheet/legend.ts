import { CAMPAIGN_CHANNEL_LABEL, CAMPAIGN_CHANNELS } from "@/lib/campaigns/status";
import type { Bar } from "../bars";
import { isLate } from "../sentence";
import { HATCH, type Mark, PAPER, PAPER_CHART } from "./marks";
import { channelPlace, diamond } from "./row-marks";
import { textWidth } from "./text";

/** What stands on a drawing, each bar with its campaign. */
export type Shown = {
  bars: readonly { bar: Bar; campaign: Bar | undefined; hasConflict: boolean }[];
  links: readonly { isBroken: boolean }[];
  today: number;
};

type Sign = { label: string; marks: (x: number, y: number) => Mark[] };

/** What the signs on this drawing mean; what is not on it is not explained. */
export function legendMarks({ bars: shown, links, today }: Shown, y: number): Mark[] {
  const bars = shown.map(({ bar }) => bar);
  const places = new Set(shown.map(({ bar, campaign }) => channelPlace(bar, campaign)));
  const box =
    (given: { fill?: string; stroke?: string; dash?: string; opacity?: number }, height = 10) =>
    (x: number, y: number): Mark[] => [
      { kind: "rect", x, y: y - height / 2, width: 16, height, radius: 2, ...given },
    ];
  const line =
    (stroke: string, dash?: string) =>
    (x: number, y: number): Mark[] => [
      {
        kind: "path",
        d: `M${x} ${y}h16`,
        stroke,
        width: 1.25,
        ...(dash && { dash }),
        arrow: dash ? "broken" : "plain",
      },
    ];
  const tint = (fill: string) => box({ fill, opacity: 0.5, stroke: fill });
  const point =
    (fill: string) =>
    (x: number, y: number): Mark[] => [
      { kind: "path", d: diamond(x + 8, y, 6), fill, stroke: PAPER.ink2, width: 1.5 },
    ];
  const has = (kind: string) => bars.some((bar) => bar.item.kind === kind);
  const signs: (Sign | false)[] = [
    ...CAMPAIGN_CHANNELS.flatMap((channel, index) =>
      index < 6 && places.has(index + 1)
        ? [{ label: CAMPAIGN_CHANNEL_LABEL[channel], marks: tint(PAPER_CHART[index + 1] ?? PAPER.ink3) }]
        : [],
    ),
    places.has(0) && { label: "Other or no channel", marks: tint(PAPER_CHART[0] ?? PAPER.ink3) },
    bars.some(({ item }) => item.status === "draft" || item.status === "paused") && {
      label: "Draft or paused",
      marks: box({ stroke: PAPER.ink3, dash: "3 2" }),
    },
    bars.some((bar) => isLate(bar, today)) && { label: "Late", marks: box({ stroke: PAPER.bad }) },
    has("milestone") && { label: "Milestone", marks: point(PAPER.surface) },
    bars.some((bar) => bar.item.kind === "milestone" && bar.progress >= 100) && {
      label: "Reached",
      marks: point(PAPER.ink2),
    },
    links.length > 0 && { label: "Waits for", marks: line(PAPER.lineStrong) },
    links.some(({ isBroken }) => isBroken) && { label: "Broken dependency", marks: line(PAPER.bad, "4 3") },
    shown.some(({ hasConflict }) => hasConflict) && { label: "Conflict", marks: box({ fill: HATCH }, 4) },
    bars.some((bar) => bar.baseline) && { label: "Baseline", marks: box({ fill: PAPER.lineStrong }, 3) },
  ];
  let x = 6;
  return signs.flatMap((sign) => {
    if (!sign) return [];
    const marks = [
      ...sign.marks(x, y),
      { kind: "text", x: x + 22, y: y + 4, text: sign.label, size: 11, fill: PAPER.ink2 } as const,
    ];
    x += 22 + textWidth(sign.label, 11) + 20;
    return marks;
  });
}
