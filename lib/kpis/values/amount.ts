import { readNumber } from "@/lib/imports/reading";
import { figureUnit, isTypedFigure, TYPED_FIGURE_KEYS, TYPED_FIGURES } from "../typed-figure";

export type Decimal = "." | ",";

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Other words for figures of the catalogue, as other tools head their columns. */
const WORDS: Record<string, string> = {
  spend: "cost",
  costs: "cost",
  sales: "revenue",
  turnover: "revenue",
  order: "orders",
  visit: "visits",
  sessions: "visits",
  opens: "opened",
  clicks: "clicked",
  bounces: "bounced",
  unsubscribes: "unsubscribed",
  complaints: "complained",
  margin: "margin",
};

const CATALOGUE = new Map(
  TYPED_FIGURE_KEYS.flatMap((key) => [
    [plain(key), key],
    [plain(TYPED_FIGURES[key].label), key],
  ]),
);

/** The figure that a text names: of the catalogue, of the workspace's own, or a new one as it is written. */
export function readFigure(text: string, own: readonly string[]): { figure: string; isNew: boolean } {
  const bare = text.trim().replace(/\s+/g, " ");
  const word = plain(bare);
  const known = CATALOGUE.get(word) ?? WORDS[word];
  if (known) return { figure: known, isNew: false };
  const same = own.find((name) => plain(name) === word && word !== "");
  return { figure: same ?? bare, isNew: same === undefined };
}

/** A number in the notation that was chosen, or in the other where it can be read in no other way. */
export function readEither(text: string, decimal: Decimal): number | null {
  return readNumber(text, decimal) ?? readNumber(text, decimal === "." ? "," : ".");
}

type Read = { value: number } | { problem: string };

/** What a text says of a figure, as it is kept. `digits` are those of the currency behind the point. */
export function readAmount(
  figure: string,
  text: string,
  { decimal, digits }: { decimal: Decimal; digits: number },
): Read {
  const number = readEither(text.trim(), decimal);
  if (text.trim() === "") return { problem: "Enter a value." };
  if (number === null || !Number.isFinite(number))
    return { problem: `“${text.trim()}” is not a number. Write it like 1234.50 or 1234,50.` };
  if (Math.abs(number) > 1e12) return { problem: "The value is too large. Check its decimal sign." };
  const unit = figureUnit(figure);
  if (unit === "money") return { value: Math.round(number * 10 ** digits) };
  if (unit === "share") {
    if (number < 0 || number > 100) return { problem: "Enter a percentage from 0 to 100." };
    return { value: number / 100 };
  }
  if (!isTypedFigure(figure)) return { value: number };
  if (number < 0) return { problem: "A count cannot be below 0." };
  return Number.isInteger(number) ? { value: number } : { problem: "A count is a whole number." };
}

/** The reverse for a form: minor units as "1234.50", a share as "35". */
export function amountText(figure: string, value: number, digits: number): string {
  const unit = figureUnit(figure);
  if (unit === "money") return (value / 10 ** digits).toFixed(digits);
  return String(unit === "share" ? Math.round(value * 1e6) / 1e4 : value);
}

/** What is wrong with the name of a figure, or null. */
export function figureProblem(figure: string): string | null {
  if (figure === "") return "Say which figure it is.";
  if (figure.length > 60) return "Use at most 60 characters for a figure’s name.";
  return /["“”]/.test(figure) ? "Leave quotation marks out of a figure’s name." : null;
}
