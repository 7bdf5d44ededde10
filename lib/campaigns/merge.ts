/** What a text may take from the person it is for. A fixed list: a text is never code. */
export const MERGE_FIELDS = {
  firstName: "First name",
  lastName: "Last name",
  city: "City",
  region: "Region",
  company: "Company",
  jobTitle: "Job title",
  lastProduct: "Last product bought",
  segment: "Segment",
  shop: "Name of the workspace",
  offer: "Offer of the variant",
} as const;
export type MergeField = keyof typeof MERGE_FIELDS;
export const MERGE_KEYS = Object.keys(MERGE_FIELDS) as MergeField[];
/** What is known of one person; null where nothing is. */
export type MergeValues = Record<Exclude<MergeField, "offer">, string | null>;

export type MergePart = { text: string } | { field: MergeField; fallback: string | null };
/** `line` and `column` count from 1. */
export type MergeProblem = { line: number; column: number; message: string };
export type Merge = { parts: MergePart[]; problems: MergeProblem[] };

const isField = (name: string): name is MergeField => Object.hasOwn(MERGE_FIELDS, name);

function placeOf(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * Reads "Good day, {{firstName|you}}": text, and fields with what stands in for an unknown value. What is no field
 * of the list, and braces that do not close, are problems with their place.
 */
export function readMerge(text: string): Merge {
  const parts: MergePart[] = [];
  const problems: MergeProblem[] = [];
  let at = 0;
  const refuse = (index: number, message: string) => problems.push({ ...placeOf(text, index), message });
  while (at < text.length) {
    const open = text.indexOf("{{", at);
    if (open === -1) break;
    if (open > at) parts.push({ text: text.slice(at, open) });
    const close = text.indexOf("}}", open + 2);
    const next = text.indexOf("{{", open + 2);
    if (close === -1 || (next !== -1 && next < close)) {
      refuse(open, "“{{” is not closed by “}}”");
      at = next === -1 ? text.length : next;
      continue;
    }
    const inside = text.slice(open + 2, close);
    const bar = inside.indexOf("|");
    const name = (bar === -1 ? inside : inside.slice(0, bar)).trim();
    if (isField(name))
      parts.push({ field: name, fallback: bar === -1 ? null : inside.slice(bar + 1).trim() || null });
    else refuse(open, name ? `“${name}” is not a merge field` : "a merge field has no name");
    at = close + 2;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return { parts, problems };
}

/** "Message of “A”, line 2, character 14: “price” is not a merge field." Null when the text is sound. */
export function mergeProblem(where: string, text: string): string | null {
  const [first] = readMerge(text).problems;
  if (!first) return null;
  return `${where}, line ${first.line}, character ${first.column}: ${first.message}.`;
}

/** A text for one person, in pieces: what was filled in, and what is missing because nothing stands in for it. */
export type FilledPart = { text: string; kind: "text" | "filled" | "fallback" | "missing" };

/** `offer` is the variant's own, with its fields filled already. */
export function fillMerge(text: string, values: MergeValues & { offer: string | null }): FilledPart[] {
  return readMerge(text).parts.map((part): FilledPart => {
    if ("text" in part) return { text: part.text, kind: "text" };
    const value = values[part.field];
    if (value) return { text: value, kind: "filled" };
    if (part.fallback) return { text: part.fallback, kind: "fallback" };
    return { text: MERGE_FIELDS[part.field], kind: "missing" };
  });
}

/** Fields of a text that leave a hole where the value is unknown. */
export function fieldsWithoutFallback(text: string): MergeField[] {
  const bare = readMerge(text).parts.flatMap((part) =>
    "field" in part && part.fallback === null ? [part.field] : [],
  );
  return [...new Set(bare)];
}
