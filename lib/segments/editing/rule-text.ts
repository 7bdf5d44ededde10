import { GROUP_KINDS, type RuleCondition } from "../rule";

const CONDITION_KINDS: Record<RuleCondition["kind"], true> = {
  everyone: true,
  field: true,
  attribute: true,
  orders: true,
  event: true,
  eventFigure: true,
  eventTime: true,
  consent: true,
  segment: true,
  survey: true,
  score: true,
  standing: true,
};

/** The tree that a text holds, or in words why it holds none. */
export function parseRuleText(text: string): { tree: object } | { fault: string } {
  const trimmed = text.trim();
  if (trimmed === "") return { fault: "There is nothing to paste. Copy a rule or a line first." };
  if (!trimmed.startsWith("{"))
    return { fault: `This is not a rule as text: it begins with “${start(trimmed)}” and not with {.` };
  try {
    return { tree: JSON.parse(trimmed) as object };
  } catch (error) {
    return { fault: `The text is not whole${placeOf(trimmed, String(error))}.` };
  }
}

const start = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text).replaceAll("\n", " ");

/** ": line 3, after “…”": where the text stops making sense, as far as the parser says. */
function placeOf(text: string, message: string): string {
  const found = /position (\d+)/.exec(message)?.[1];
  if (found === undefined && !/end of/i.test(message)) return " JSON";
  const at = found === undefined ? text.length : Number(found);
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const last = (before.split("\n").at(-1) ?? "").trim().slice(-24);
  const what = at >= text.length ? "it ends too early, in" : "it cannot be read from";
  return `: ${what} line ${line}${last ? `, after “${last}”` : ""}`;
}

/** In words what is wrong at a path into the tree ("children", 0, "test"), as a check of its shape found it. */
export function shapeFault(tree: unknown, path: readonly PropertyKey[]): string {
  let node: unknown = tree;
  let [line, rest]: [number[], PropertyKey[]] = [[], []];
  let value: unknown = tree;
  for (const key of path) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    rest.push(key);
    const isLine = typeof key === "number" && rest.at(-2) === "children";
    if (isLine) line = [...line, key + 1];
    if (!isLine && key !== "child") continue;
    node = value;
    rest = [];
  }
  const where = line.length === 0 ? "The rule" : `Line ${line.join(".")}`;
  const kind: unknown = typeof node === "object" && node !== null ? Reflect.get(node, "kind") : undefined;
  const known: readonly string[] = [...GROUP_KINDS, "not", ...Object.keys(CONDITION_KINDS)];
  if (kind === undefined) return `${where} does not say what kind of condition it is.`;
  if (typeof kind !== "string" || !known.includes(kind))
    return `${where} is of the kind “${shortly(kind)}”, which is not known here.`;
  const name = rest.map(String).join(" ") || "text";
  if (value === undefined) return `${where} (${kind}) lacks its “${name}”.`;
  return `${where} (${kind}) has a “${name}” that cannot be read: ${shortly(value)}.`;
}

function shortly(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
