import { formatDay, formatDayRange, fromDayNumber, toDayNumber } from "@/lib/days";
import { formatCount, formatNumber } from "@/lib/format";
import type { Bar } from "../bars";
import { weekdaysOff } from "../calendar";
import { countedLinks, linksByItem, marksByItem } from "../conflicts";
import { type Port, routeLink } from "../route";
import type { BarRow, Row } from "../rows";
import { spanWords, tickLabel, ticks, unitsAt } from "../scale";
import { isLate } from "../sentence";
import { legendMarks, type Shown } from "./legend";
import { type Mark, PAPER, type Sheet } from "./marks";
import { type DrawnLink, type SheetPlan, type SheetRows, type SheetView, sheetRows } from "./plan-rows";
import { barMarks, type DayScale, diamond, groupMarks, milestoneMarks, ROW, toneOf } from "./row-marks";
import { cutText, textWidth } from "./text";

export type SheetInput = {
  plan: SheetPlan;
  view: SheetView;
  title: string;
  /** Behind the period: how it is grouped and filtered. */
  note: string;
  workspaceName: string;
};

/** A3 landscape within 8 mm of edge, at 96 pixels an inch. */
const WIDTH = 1526;
const PAGE_HEIGHT = 1060;
const NAMES = 360;
const TITLE = 54;
const TICKS = 40;
const TOP = TITLE + TICKS;
const LEGEND = 40;
/** Around a picture; paper has its own. */
const MARGIN = 24;
/** Rows that a page has room for. */
export const ROWS_PER_PAGE = Math.floor((PAGE_HEIGHT - TOP - LEGEND) / ROW);

type Drawing = SheetRows & {
  input: SheetInput;
  today: number;
  scale: DayScale;
  /** From what a line leads on at the right. */
  withLineOut: ReadonlySet<string>;
  marksOf: ReturnType<typeof marksByItem>;
  broken: ReturnType<typeof linksByItem>;
};

function drawingOf(input: SheetInput): Drawing {
  const { plan, view } = input;
  const found = sheetRows(plan, view);
  const { from, to } = found.range;
  const px = (WIDTH - NAMES) / (to - from);
  return {
    ...found,
    input,
    today: toDayNumber(plan.today),
    scale: { px, x: (day) => NAMES + (day - from) * px, left: NAMES, right: WIDTH },
    withLineOut: new Set(found.links.flatMap(({ link }) => (link.type[0] === "F" ? [link.fromId] : []))),
    marksOf: marksByItem(plan.conflicts),
    broken: linksByItem(countedLinks(found.states, found.byId, plan.allowedLinks, plan.today)),
  };
}

/** The plan as one picture, as tall as it has rows. */
export function timelineSheet(input: SheetInput): Sheet {
  const drawing = drawingOf(input);
  return { ...drawSheet(drawing, { first: 0, rows: drawing.rows, words: "" }), margin: MARGIN };
}

/** The plan on as many A3 pages as its rows need; none is cut. */
export function timelinePages(input: SheetInput): Sheet[] {
  const drawing = drawingOf(input);
  const { rows } = drawing;
  const firsts = firstRows(rows);
  return firsts.map((first, page) =>
    drawSheet(drawing, {
      first,
      rows: rows.slice(first, firsts[page + 1]),
      words: firsts.length > 1 ? `Page ${page + 1} of ${firsts.length}` : "",
    }),
  );
}

/** With which rows pages begin: no name of a group is alone at the foot of one. */
function firstRows(rows: readonly Row[]): number[] {
  const firsts = [0];
  for (let next = ROWS_PER_PAGE; next < rows.length; next += ROWS_PER_PAGE) {
    if (rows[next - 1]?.kind === "group") next -= 1;
    firsts.push(next);
  }
  return firsts;
}

type Part = { first: number; rows: readonly Row[]; words: string };

function drawSheet(drawing: Drawing, part: Part): Sheet {
  const { scale } = drawing;
  const body = Math.max(1, part.rows.length) * ROW;
  const days = { kind: "clip", x: NAMES, y: TOP, width: WIDTH - NAMES, height: body } as const;
  const inDays: Mark[] = [
    ...shading(drawing, TOP, body),
    ...part.rows.map((row, at) => rule(TOP + at * ROW, NAMES, row.kind === "group")),
    ...todayLine(drawing, body),
    ...linkMarks(drawing, part),
    ...part.rows.flatMap((row, at) => rowMarks(drawing, row, TOP + at * ROW + ROW / 2)),
  ];
  return {
    width: WIDTH,
    height: TOP + body + LEGEND,
    margin: 0,
    label: labelOf(drawing, part),
    marks: [
      ...titleMarks(drawing, part),
      ...headMarks(drawing, part),
      { ...days, marks: inDays },
      ...part.rows.flatMap((row, at) => nameMarks(drawing, row, TOP + at * ROW)),
      { kind: "path", d: `M${scale.left} ${TITLE}V${TOP + body}`, stroke: PAPER.line, width: 1 },
      ...todayMarks(drawing),
      ...(drawing.rows.length === 0
        ? [words(6, TOP + ROW / 2 + 4, "Nothing is planned in this period.", 12, PAPER.ink3)]
        : legendMarks(shownOn(drawing), TOP + body + 22)),
    ],
  };
}

const words = (x: number, y: number, text: string, size: number, fill: string = PAPER.ink) =>
  ({ kind: "text", x, y, text, size, fill }) as const;
const rule = (y: number, from: number, isStrong = false): Mark => ({
  kind: "path",
  d: `M${from} ${y}H${WIDTH}`,
  stroke: PAPER.line,
  width: isStrong ? 1.5 : 1,
});

function periodOf({ range }: Drawing): string {
  return formatDayRange(fromDayNumber(range.from), fromDayNumber(range.to - 1));
}

/** Campaigns on it, each counted once however many groups show it. */
function countCampaigns({ rows }: Drawing): string {
  const ids = new Set(
    rows.flatMap((row) => (row.kind === "bar" && row.bar.item.kind === "campaign" ? [row.bar.item.id] : [])),
  );
  return formatCount(ids.size, "campaign");
}

function labelOf(drawing: Drawing, { words: page }: Part): string {
  return [drawing.input.title, periodOf(drawing), countCampaigns(drawing), page].filter(Boolean).join(", ");
}

function titleMarks(drawing: Drawing, { words: page }: Part): Mark[] {
  const { title, note, workspaceName, plan } = drawing.input;
  const state = [periodOf(drawing), countCampaigns(drawing), note].filter(Boolean).join(" · ");
  const right = [workspaceName, `as of ${formatDay(plan.today)}`, page].filter(Boolean).join(" · ");
  const room = WIDTH - textWidth(right, 11) - 40;
  return [
    { ...words(0, 20, cutText(title, 19, room, true), 19), isStrong: true },
    words(0, 40, cutText(state, 12, WIDTH), 12, PAPER.ink2),
    { ...words(WIDTH, 18, right, 11, PAPER.ink3), anchor: "end" },
  ];
}

/** Where the day of today stands in the head; nothing when it is not drawn. */
function todayPill({ today, range, scale }: Drawing) {
  if (today < range.from || today >= range.to) return null;
  const x = scale.x(today + 0.5);
  const label = formatDay(fromDayNumber(today), fromDayNumber(today));
  const width = textWidth(label, 10, true) + 10;
  return { x, label, width, left: Math.min(x - width / 2, WIDTH - width) };
}

function headMarks(drawing: Drawing, { first }: Part): Mark[] {
  const { range, scale, rows } = drawing;
  const pill = todayPill(drawing);
  const { major, minor } = unitsAt(scale.px);
  const { from, to } = range;
  const tickWords = (unit: typeof major, place: "major" | "minor", y: number): Mark[] =>
    ticks(from, to, unit).flatMap(({ day, end }): Mark[] => {
      const left = Math.max(scale.x(day), NAMES);
      const width = Math.min(scale.x(end), WIDTH) - left;
      const label = tickLabel(day, unit, place);
      const size = place === "major" ? 11 : 10;
      const line: Mark = { kind: "path", d: `M${left} ${y - 13}v${TICKS / 2}`, stroke: PAPER.line, width: 1 };
      const needed = textWidth(label, size, true) + 8;
      const isUnderPill =
        place === "minor" && pill && left < pill.left + pill.width && left + needed > pill.left;
      if (needed > width || isUnderPill) return [line];
      const fill = place === "major" ? PAPER.ink : PAPER.ink3;
      return [line, { ...words(left + 5, y, label, size, fill), isStrong: place === "major" }];
    });
  const before = rows[first];
  const group = before && before.level > 1 ? groupAbove(rows, before) : null;
  return [
    rule(TITLE, 0),
    ...(group ? [words(6, TOP - 7, cutText(`${group}, continued`, 11, NAMES - 12), 11, PAPER.ink3)] : []),
    ...tickWords(major, "major", TITLE + 14),
    ...tickWords(minor, "minor", TITLE + 14 + TICKS / 2),
    rule(TOP, 0, true),
  ];
}

/** The group of a row in the middle of it. */
function groupAbove(rows: readonly Row[], row: Row): string | null {
  if (row.kind === "group") return row.label;
  const parent = rows[row.parentIndex];
  return parent ? groupAbove(rows, parent) : row.bar.item.name;
}

/** Days off and the lines of the calendar, behind everything. */
function shading({ range, scale, input }: Drawing, top: number, height: number): Mark[] {
  const { from, to } = range;
  const off: Mark[] = [];
  const shade = (day: number, count: number) =>
    off.push({ kind: "rect", x: scale.x(day), y: top, width: count * scale.px, height, fill: PAPER.sunken });
  if (scale.px >= 4)
    for (const { day } of ticks(from, to, "week"))
      for (const run of weekdaysOff(input.plan.workdays)) shade(day + run.from, run.days);
  for (const holiday of input.plan.holidays) shade(toDayNumber(holiday.day), 1);
  const lines = ticks(from, to, unitsAt(scale.px).minor).map(
    ({ day }): Mark => ({
      kind: "path",
      d: `M${scale.x(day)} ${top}v${height}`,
      stroke: PAPER.line,
      width: 0.75,
    }),
  );
  return [...off, ...lines];
}

const campaignOf = ({ byId }: Drawing, bar: Bar) =>
  bar.item.parentId === null ? undefined : byId.get(bar.item.parentId);

function rowMarks(drawing: Drawing, row: Row, y: number): Mark[] {
  const { scale, today, marksOf, withLineOut } = drawing;
  if (row.kind === "group") return groupMarks(row, y, scale);
  const { bar } = row;
  const hasLineOut = withLineOut.has(bar.item.id);
  const facts = { scale, today, marks: marksOf.get(bar.item.id) ?? [], hasLineOut };
  return bar.item.kind === "milestone"
    ? milestoneMarks(bar, y, facts)
    : barMarks(bar, campaignOf(drawing, bar), y, facts);
}

function nameMarks(drawing: Drawing, row: Row, top: number): Mark[] {
  const { today, marksOf, broken } = drawing;
  const y = top + ROW / 2 + 4;
  const indent = 6 + (row.level - 1) * 14;
  const days = row.kind === "group" ? row : row.bar;
  const span = spanWords(days.start, days.end, today);
  const dates = { ...words(NAMES - 10, y, span, 10, PAPER.ink3), anchor: "end" } as const;
  const room = NAMES - 20 - textWidth(span, 10);
  const line = rule(top + ROW, 0);
  if (row.kind === "group") {
    const name = cutText(row.label, 12, room - indent, true);
    return [line, { ...words(indent, y, name, 12), isStrong: true }, dates];
  }
  const { bar } = row;
  const { item } = bar;
  const tone = toneOf(bar, campaignOf(drawing, bar));
  const problems = (marksOf.get(item.id)?.length ?? 0) + (broken.get(item.id) ?? 0);
  const flag = problems > 0 ? `! ${formatNumber(problems)}` : isLate(bar, today) ? "late" : "";
  const flagWidth = flag ? textWidth(flag, 10, true) + 8 : 0;
  const name = cutText(item.name, 12, room - indent - 14 - flagWidth);
  const dot: Mark =
    item.kind === "milestone"
      ? { kind: "path", d: diamond(indent + 4, top + ROW / 2, 4), fill: PAPER.ink2 }
      : { kind: "rect", x: indent, y: top + ROW / 2 - 4, width: 8, height: 8, radius: 2, fill: tone };
  return [
    line,
    dot,
    words(indent + 14, y, name, 12),
    ...(flag ? [{ ...words(room, y, flag, 10, PAPER.bad), isStrong: true, anchor: "end" as const }] : []),
    dates,
  ];
}

/** The links with an end on this part; what leads to another page ends at the edge. */
function linkMarks({ links, scale }: Drawing, { first, rows }: Part): Mark[] {
  const port = (row: BarRow, bar: Bar, atEnd: boolean): Port => {
    const isMilestone = bar.item.kind === "milestone";
    const day = isMilestone ? bar.start + 0.5 : atEnd ? bar.end : bar.start;
    const y = TOP + (row.index - first) * ROW + ROW / 2;
    if (row.bar !== bar) return { x: scale.x(day), y, side: "through" };
    const out = isMilestone ? 8 : atEnd ? -1 : 0;
    return { x: scale.x(day) + (atEnd ? out : -out), y, side: atEnd ? "right" : "left" };
  };
  const isHere = ({ rows: ends }: DrawnLink) =>
    ends.some(({ index }) => index >= first && index < first + rows.length);
  return links.filter(isHere).map(({ link, from, to, isBroken, rows: [fromRow, toRow] }): Mark => {
    const start = port(fromRow, from, link.type === "FS" || link.type === "FF");
    const end = port(toRow, to, link.type === "FF" || link.type === "SF");
    return {
      kind: "path",
      d: routeLink(start, end, ROW, 18),
      stroke: isBroken ? PAPER.bad : PAPER.lineStrong,
      width: 1.25,
      arrow: isBroken ? "broken" : "plain",
      ...(isBroken && { dash: "4 3" }),
    };
  });
}

/** Behind bars and their names, which stay readable. */
function todayLine(drawing: Drawing, body: number): Mark[] {
  const pill = todayPill(drawing);
  return pill
    ? [{ kind: "path", d: `M${pill.x} ${TOP}V${TOP + body}`, stroke: PAPER.accent, width: 1.5 }]
    : [];
}

function todayMarks(drawing: Drawing): Mark[] {
  const pill = todayPill(drawing);
  if (!pill) return [];
  const { x, label, width, left } = pill;
  return [
    { kind: "path", d: `M${x} ${TOP - 4}V${TOP}`, stroke: PAPER.accent, width: 1.5 },
    { kind: "rect", x: left, y: TOP - 18, width, height: 15, radius: 7, fill: PAPER.accent },
    {
      ...words(left + width / 2, TOP - 7, label, 10, PAPER.surface),
      ...{ isStrong: true, anchor: "middle" as const },
    },
  ];
}

function shownOn(drawing: Drawing): Shown {
  const bars = drawing.rows.flatMap((row) =>
    row.kind === "bar"
      ? {
          bar: row.bar,
          campaign: campaignOf(drawing, row.bar),
          hasConflict: drawing.marksOf.has(row.bar.item.id),
        }
      : [],
  );
  return { bars, links: drawing.links, today: drawing.today };
}
