import type { FormulaProblem, Place } from "./expression";

export type Token = Place & { kind: "number" | "name" | "text" | "sign" | "end"; text: string };

const SPACE = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/iy;
const NAME = /[A-Za-z][\w.]*/y;
/** Straight quotation marks, or the curly ones that a word processor makes of them. */
const TEXT = /["“”]((?:\\.|[^"“”\\])*)["“”]/y;
const SIGNS: Record<string, string> = { "×": "*", "÷": "/", "−": "-", "·": "*", ":": "/" };

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Cuts a formula into its words; the first sign that belongs to none is the problem. */
export function tokensOf(text: string): { tokens: Token[]; problem: FormulaProblem | null } {
  const tokens: Token[] = [];
  const fail = (from: number, to: number, problem: string) => ({
    tokens,
    problem: { from, to, text: problem },
  });
  let at = 0;
  while (at < text.length) {
    const space = match(SPACE, text, at);
    if (space) {
      at += space[0].length;
      continue;
    }
    const add = (kind: Token["kind"], length: number, value: string) => {
      tokens.push({ kind, text: value, from: at, to: at + length });
      at += length;
    };
    const number = match(NUMBER, text, at);
    const name = match(NAME, text, at);
    const quote = match(TEXT, text, at);
    const char = text[at] ?? "";
    const sign = SIGNS[char] ?? char;
    if (number) {
      if (!Number.isFinite(Number(number[0])) || Number(number[0]) > 1e15)
        return fail(at, at + number[0].length, "This number is too large.");
      add("number", number[0].length, number[0]);
    } else if (name) add("name", name[0].length, name[0]);
    else if (quote) add("text", quote[0].length, (quote[1] ?? "").replace(/\\(.)/g, "$1"));
    else if ("+-*/()".includes(sign)) add("sign", 1, sign);
    else if (/["“”]/.test(char))
      return fail(at, text.length, "This name is opened and never closed. End it with a quotation mark.");
    else if (char === ",")
      return fail(at, at + 1, "A comma has no meaning here. Write decimals with a point.");
    else return fail(at, at + 1, `“${char}” has no meaning here. Use + − * / and brackets.`);
  }
  tokens.push({ kind: "end", text: "", from: text.length, to: text.length });
  return { tokens, problem: null };
}
