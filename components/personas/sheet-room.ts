import type { StatementKind } from "@/lib/personas/evidence";
import type { Persona, Statement } from "@/lib/personas/persona";

/** Beside the facts, in this order; what to say and what not stands below. */
export const BESIDE: readonly StatementKind[] = [
  "goal",
  "motivation",
  "frustration",
  "objection",
  "buying habit",
  "preferred channel",
  "payment",
];
/** What one sheet holds. */
export const MOST_FACTS = 8;
export const MOST_BARS = 6;

/** How many statements of a kind, in how many lines, and how large: the more is said in all, the less of each has room. */
export function roomOf(count: number): { most: number; lines: number; isSmall: boolean } {
  if (count <= 8) return { most: 3, lines: 3, isSmall: false };
  return { most: count <= 14 ? 2 : 1, lines: 2, isSmall: true };
}

/** The part of a sheet that both A4 and Letter have within their margins, as `PrintCard` sets it: in pixels of CSS. */
const SHEET = { width: 688, height: 899 };
/** On paper a rem is 10 pt. Heights of lines, and how wide a sign is on average where lines break. */
const REM = 40 / 3;
const LINE = { xs: REM, sm: 1.25 * REM, md: 1.5 * REM, lg: 1.75 * REM, title: 2.5 * REM };
const SIGN = { xs: 0.374 * REM, sm: 0.405 * REM, md: 0.5 * REM, lg: 0.625 * REM, title: 1.12 * REM };
/** Signs that a line is short of on average, since words stay whole. */
const RAGGED = 3;
const GAP = 19;
const MARK = 112;
const ZOOMS = [1.4, 1.35, 1.3, 1.25, 1.2, 1.15, 1.1, 1.05, 1, 0.95, 0.9, 0.85];
const SMALLEST = 0.8;

/** How many lines a text is broken into, `most` at most. */
function linesOf(text: string, width: number, sign: number, most = 99): number {
  if (text === "") return 0;
  const lines = text.split("\n").map((part) => {
    const length = part.length * sign;
    return length <= width ? 1 : Math.ceil(length / (width - RAGGED * sign));
  });
  return Math.min(
    most,
    lines.reduce((sum, count) => sum + count, 0),
  );
}

const own = (statements: readonly Statement[], kinds: readonly StatementKind[]) =>
  statements.filter(({ kind }) => kinds.includes(kind));

/** How tall what is said of one kind stands in a column. */
function saidHeight(
  statements: readonly Statement[],
  width: number,
  room: ReturnType<typeof roomOf>,
): number {
  if (statements.length === 0) return 0;
  const size = room.isSmall ? "xs" : "sm";
  const texts = statements
    .slice(0, room.most)
    .reduce((sum, { text }) => sum + linesOf(text, width, SIGN[size], room.lines) * LINE[size] + 4, 0);
  return LINE.sm + 2 + texts + (statements.length > room.most ? LINE.xs + 4 : 0);
}

/** Two columns whose parts stay whole: as tall as the better of all ways to break the list once. */
function columnsHeight(parts: readonly number[]): number {
  const heights = parts.filter((height) => height > 0).map((height) => height + REM);
  const sum = (some: readonly number[]) => some.reduce((total, height) => total + height, 0);
  return Math.min(
    ...[...heights.keys(), heights.length].map((at) =>
      Math.max(sum(heights.slice(0, at)), sum(heights.slice(at))),
    ),
  );
}

/** Estimated height of the card at a width, in pixels; on paper it turns out a little less. */
function cardHeight(
  { name, tagline, story, quote, card, statements }: Persona,
  bars: number,
  width: number,
): number {
  const column = (width - 2 * REM) / 2;
  const beside = width - MARK - 1.5 * REM;
  const room = roomOf(own(statements, BESIDE).length);
  const below = own(statements, ["say", "do not"]);
  const belowRoom = roomOf(below.length);
  const facts = card.slice(0, MOST_FACTS);
  const factsHeight = facts.reduce(
    (sum, { pinned, now }) =>
      sum + 8 + linesOf(now?.label ?? pinned.label, column - 11 * REM, SIGN.sm) * LINE.sm,
    facts.length > 0 ? LINE.sm + 4 + (card.length > facts.length ? LINE.xs + 4 : 0) : 0,
  );
  const parts = [
    factsHeight,
    ...BESIDE.map((kind) => saidHeight(own(statements, [kind]), column - 1.5 * REM, room)),
    bars > 0 ? LINE.sm + 5 + bars * (1.6 * LINE.xs + 8) : 0,
  ];
  const blocks = [
    Math.max(
      MARK,
      linesOf(name, beside, SIGN.title) * LINE.title + linesOf(tagline, beside, SIGN.md) * LINE.md + 2 * REM,
    ),
    linesOf(quote, width - 2 * REM, SIGN.lg) * LINE.lg,
    linesOf(story, width, SIGN.sm, 6) * LINE.sm,
    columnsHeight(parts),
    Math.max(
      ...(["say", "do not"] as const).map((kind) =>
        saidHeight(own(below, [kind]), column - 3 * REM, belowRoom),
      ),
    ) +
      1.5 * REM,
    LINE.xs,
  ];
  return blocks.reduce((sum, height) => sum + height + (height > 0 ? GAP : 0), -GAP);
}

/** How large the card stands on its sheet: as large as leaves room for everything. */
export function zoomOf(persona: Persona, bars: number): number {
  const fits = (zoom: number) => cardHeight(persona, bars, SHEET.width / zoom) <= SHEET.height / zoom;
  return ZOOMS.find(fits) ?? SMALLEST;
}
