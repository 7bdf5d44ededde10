import type { RuleCatalogue } from "./catalogue/catalogue";
import { conditionPieces, type Piece } from "./phrases";
import { isGroup, type Rule, type RuleNode, type RulePath } from "./rule";

/** Texts in a row make the sentence, spaces included. `path` leads to the node that the token speaks of. */
export type SentenceToken = { kind: Piece["kind"] | "join"; text: string; path: RulePath };

type Said = { kind: "and" | "or" | "one"; tokens: SentenceToken[] };

/** The whole rule in English: "Customers who placed an order at least 2 times, and are not in “Staff”". */
export function ruleSentence(rule: Rule, catalogue: RuleCatalogue): string {
  return sentenceTokens(rule, catalogue)
    .map(({ text }) => text)
    .join("");
}

/** One node of a rule without "Customers who": "placed an order at least 2 times". */
export function nodeSentence(node: RuleNode, catalogue: RuleCatalogue): string {
  const said = say(node, [], false, catalogue);
  return said ? said.tokens.map(({ text }) => text).join("") : "…";
}

/** The sentence in pieces, so that a screen can mark subjects and values and lead back to the conditions. */
export function sentenceTokens(rule: Rule, catalogue: RuleCatalogue): SentenceToken[] {
  const said = say(rule, [], false, catalogue, true);
  const isEveryone = said?.tokens.map(({ text }) => text).join("") === "are customers";
  if (isEveryone) return [{ kind: "subject", text: "All customers", path: [] }];
  const start: SentenceToken = { kind: "join", text: "Customers who ", path: [] };
  return said ? [start, ...said.tokens] : [start, { kind: "value", text: "…", path: [] }];
}

/** Negation is said at the conditions, by De Morgan, as the compiler does it: the words match the people. */
function say(
  node: RuleNode,
  path: RulePath,
  isNegated: boolean,
  catalogue: RuleCatalogue,
  isOutermost = false,
): Said | null {
  if (node.isOff && path.length > 0) return null;
  if (node.kind === "not") return say(node.child, [...path, 0], !isNegated, catalogue, isOutermost);
  if (!isGroup(node)) {
    const pieces = conditionPieces(node, isNegated, catalogue);
    return { kind: "one", tokens: spaced(pieces, path) };
  }
  if (node.children.length === 0) return { kind: "one", tokens: [{ kind: "value", text: "…", path }] };
  const isFlipped = isNegated !== (node.kind === "none");
  const kind = (node.kind === "all") === isFlipped ? "or" : "and";
  const parts = node.children.flatMap((child, index) => {
    const said = say(
      child,
      [...path, index],
      isFlipped,
      catalogue,
      isOutermost && node.children.length === 1,
    );
    return said ? [said] : [];
  });
  const [first, ...others] = parts;
  if (!first) return null;
  if (others.length === 0) return first;
  const tokens = parts.flatMap((part, index) => {
    const joint: SentenceToken[] =
      index === 0 ? [] : [{ kind: "join", text: isOutermost ? `, ${kind} ` : ` ${kind} `, path }];
    return [
      ...joint,
      ...(part.kind === "one" || part.kind === kind ? part.tokens : bracketed(part.tokens, path)),
    ];
  });
  return { kind, tokens };
}

function bracketed(tokens: SentenceToken[], path: RulePath): SentenceToken[] {
  return [{ kind: "join", text: "(", path }, ...tokens, { kind: "join", text: ")", path }];
}

function spaced(pieces: Piece[], path: RulePath): SentenceToken[] {
  return pieces.flatMap((piece, index) => {
    const token: SentenceToken = { ...piece, path };
    return index === 0 ? [token] : [{ kind: "word", text: " ", path }, token];
  });
}
