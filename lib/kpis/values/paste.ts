import { parse } from "csv-parse/sync";
import { type Day, formatDay } from "@/lib/days";
import { csvOptions, detectText } from "@/lib/imports/dialect";
import { type Reading, readDay, readNumber } from "@/lib/imports/reading";
import { type Decimal, figureProblem, readAmount, readFigure } from "./amount";
import { MOST_LINES, type NewValue, type ValueChoices } from "./value";

export const COLUMNS = ["day", "figure", "value", "channel", "segment", "campaign"] as const;
export type Column = (typeof COLUMNS)[number];
export type DayReading = Extract<Reading, "date-ymd" | "date-dmy" | "date-mdy">;
export const DAY_READINGS = ["date-ymd", "date-dmy", "date-mdy"] as const satisfies readonly DayReading[];

const HEADS: Record<Column, readonly string[]> = {
  day: ["day", "date", "on", "tag", "datum"],
  figure: ["figure", "metric", "kpi", "measure"],
  value: ["value", "amount", "number", "figurevalue"],
  channel: ["channel", "source", "medium"],
  segment: ["segment", "segmentid", "segmentname"],
  campaign: ["campaign", "campaignid", "campaignname"],
};

/** What a line says, and what is wrong with it or worth knowing. */
export type PasteLine = {
  /** As a spreadsheet counts, the head included. */
  no: number;
  cells: Record<Column, string>;
  value: NewValue | null;
  problem: string | null;
  note: string | null;
};

export type Pasted = {
  lines: PasteLine[];
  /** Why nothing could be read at all. */
  problem: string | null;
  days: DayReading;
  decimal: Decimal;
};

/** The lines to look at before anything is written, the faulty ones first, and what all of them come to. */
export type PastePreview = Pasted & { count: number; faulty: number; replaced: number };

export type PasteScope = ValueChoices & { today: Day; digits: number };
export type PasteAsked = { text: string; days?: DayReading; decimal?: Decimal };

/** A decimal comma between commas would lose what stands behind it. */
const TOO_WIDE =
  "This line has more cells than the first one. Where numbers have a decimal comma, put them into quotation marks or part the columns by tabs or semicolons.";

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Which column holds what, by the head; without one they stand in the order of COLUMNS. */
function columnsOf(first: readonly string[]): { at: Partial<Record<Column, number>>; hasHead: boolean } {
  const at: Partial<Record<Column, number>> = {};
  for (const column of COLUMNS) {
    const index = first.findIndex((cell) => HEADS[column].includes(plain(cell)));
    if (index >= 0) at[column] = index;
  }
  if (Object.keys(at).length >= 2) return { at, hasHead: true };
  return {
    at: Object.fromEntries(COLUMNS.slice(0, first.length).map((column, index) => [column, index])),
    hasHead: false,
  };
}

const most = <T>(choices: readonly T[], count: (choice: T) => number): T =>
  choices.reduce((best, one) => (count(one) > count(best) ? one : best));

/** The notation that reads most of a column; where two read as many, the first, which a person can change. */
const dayReading = (texts: readonly string[]): DayReading =>
  most(DAY_READINGS, (reading) => texts.filter((text) => readDay(text, reading) !== null).length);

function decimalOf(texts: readonly string[]): Decimal {
  const count = (decimal: Decimal) => texts.filter((text) => readNumber(text, decimal) !== null).length;
  return count(",") > count(".") ? "," : ".";
}

type Named = { id: string; name: string };

function readPlace(text: string, all: readonly Named[], noun: string): { id: string | null } | string {
  if (text === "") return { id: null };
  const lower = text.toLowerCase();
  const named = all.filter(({ id, name }) => id === lower || name.trim().toLowerCase() === lower);
  if (named.length > 1)
    return `${named.length} ${noun}s are called “${text}”. Write the id from its address.`;
  const [one] = named;
  return one ? { id: one.id } : `No ${noun} is called “${text}”. Write its name or its id.`;
}

function readChannel(text: string, known: readonly string[]): string {
  return known.find((channel) => channel.toLowerCase() === text.toLowerCase()) ?? text.toLowerCase();
}

function readLine(
  cells: Record<Column, string>,
  { scope, days, decimal }: { scope: PasteScope; days: DayReading; decimal: Decimal },
): Pick<PasteLine, "value" | "problem" | "note"> {
  const wrong = (problem: string) => ({ value: null, problem, note: null });
  const day = readDay(cells.day, days);
  if (day === null)
    return wrong(
      cells.day === ""
        ? "Enter a day."
        : `“${cells.day}” is no day. Write it like 2026-05-14, or change how days are read.`,
    );
  const problem = dayProblem(day, scope.today);
  if (problem) return wrong(problem);
  const { figure, isNew } = readFigure(cells.figure, scope.figures);
  const name = figureProblem(figure);
  if (name) return wrong(name);
  const read = readAmount(figure, cells.value, { decimal, digits: scope.digits });
  if ("problem" in read) return wrong(read.problem);
  const segment = readPlace(cells.segment, scope.segments, "segment");
  if (typeof segment === "string") return wrong(segment);
  const campaign = readPlace(cells.campaign, scope.campaigns, "campaign");
  if (typeof campaign === "string") return wrong(campaign);
  if (segment.id && campaign.id) return wrong("Name a segment or a campaign, not both.");
  if (cells.channel.length > 40) return wrong("Use at most 40 characters for a channel.");
  return {
    value: {
      ...{ figure, day, value: read.value, channel: readChannel(cells.channel, scope.channels) },
      ...{ segmentId: segment.id, campaignId: campaign.id },
    },
    problem: null,
    note: isNew ? "a new figure of your own" : null,
  };
}

/** Why a value cannot be of this day, or null. */
export function dayProblem(day: Day, today: Day): string | null {
  if (day > today) return `${formatDay(day, today)} has not come yet. Enter a day up to today.`;
  return day < "2000-01-01" ? "Enter a day from the year 2000 on." : null;
}

/** Where a value stands: one of the same place replaces it. */
export const placeKey = ({ figure, day, channel, segmentId, campaignId }: NewValue): string =>
  [figure, day, channel, segmentId ?? "", campaignId ?? ""].join("\u241f");

/** The lines of a pasted table or CSV with what each says. Nothing is known of what stands in the database. */
export function readPaste({ text, ...asked }: PasteAsked, scope: PasteScope): Pasted {
  const nothing = (problem: string): Pasted => ({
    ...{ lines: [], problem, days: asked.days ?? "date-ymd", decimal: asked.decimal ?? "." },
  });
  const records = recordsOf(text);
  if (records === null)
    return nothing("A quotation mark is opened and never closed. Close it or take it out.");
  const [first] = records;
  if (!first) return nothing("Paste a table with a day, a figure and a value in each line.");
  const { at, hasHead } = columnsOf(first.cells);
  const missing = (["day", "figure", "value"] as const).filter((column) => at[column] === undefined);
  if (missing.length > 0)
    return nothing(
      `There is no column for the ${missing.join(" and the ")}. Name the columns in the first line: day, figure, value, and where you need them channel, segment, campaign.`,
    );
  const body = hasHead ? records.slice(1) : records;
  if (body.length === 0) return nothing("There is a head, and no line below it. Paste the values too.");
  if (body.length > MOST_LINES)
    return nothing(`These are more than ${MOST_LINES} lines. Paste them in several parts.`);
  const cell = (cells: readonly string[], column: Column) => {
    const index = at[column];
    return index === undefined ? "" : (cells[index] ?? "").trim();
  };
  const columnTexts = (column: Column) => body.map(({ cells }) => cell(cells, column)).filter(Boolean);
  const days = asked.days ?? dayReading(columnTexts("day"));
  const decimal = asked.decimal ?? decimalOf(columnTexts("value"));
  const seen = new Map<string, number>();
  const lines = body.map(({ no, cells: own }): PasteLine => {
    const cells = Object.fromEntries(COLUMNS.map((column) => [column, cell(own, column)])) as Record<
      Column,
      string
    >;
    const line = own.slice(first.cells.length).some((one) => one.trim() !== "")
      ? { value: null, problem: TOO_WIDE, note: null }
      : readLine(cells, { scope, days, decimal });
    const before = line.value && seen.get(placeKey(line.value));
    if (before)
      return {
        ...{ no, cells, value: null, note: null },
        problem: `Line ${before} is of the same day, figure and place. Keep one of them.`,
      };
    if (line.value) seen.set(placeKey(line.value), no);
    return { no, cells, ...line };
  });
  return { lines, problem: null, days, decimal };
}

function recordsOf(text: string): { no: number; cells: string[] }[] | null {
  try {
    const rows: string[][] = parse(text.replace(/^\uFEFF/, ""), csvOptions(detectText(text)));
    return rows
      .map((cells, index) => ({ no: index + 1, cells }))
      .filter(({ cells }) => cells.some((one) => one.trim() !== ""));
  } catch {
    return null;
  }
}
