import type { NamedKey } from "@/lib/timeline/plan";

export type CommentPart = { text: string } | { userId: string; name: string };

const isWordy = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}_]/u.test(letter);

/** "@Ada Lind, look": the people of the team who are named behind an @, the longest name first, and the rest. */
export function splitMentions(body: string, people: readonly NamedKey[]): CommentPart[] {
  const byLength = people.toSorted((a, b) => b.label.length - a.label.length);
  const parts: CommentPart[] = [];
  let text = "";
  let at = 0;
  while (at < body.length) {
    const rest = body.slice(at + 1);
    const person =
      body[at] === "@" && !isWordy(body[at - 1])
        ? byLength.find(
            ({ label }) =>
              label !== "" &&
              rest.slice(0, label.length).toLowerCase() === label.toLowerCase() &&
              !isWordy(rest[label.length]),
          )
        : undefined;
    if (person) {
      if (text) parts.push({ text });
      parts.push({ userId: person.key, name: person.label });
      text = "";
      at += 1 + person.label.length;
    } else {
      text += body[at];
      at += 1;
    }
  }
  if (text) parts.push({ text });
  return parts;
}

/** Who is named in a text, each once. */
export function mentionedIn(body: string, people: readonly NamedKey[]): string[] {
  const named = splitMentions(body, people).flatMap((part) => ("userId" in part ? [part.userId] : []));
  return [...new Set(named)];
}

/** What is typed behind the last @ before the caret, and where it begins; null when nobody is being named. */
export function typedMention(body: string, caret: number): { start: number; typed: string } | null {
  const found = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u.exec(
    body.slice(0, caret),
  );
  if (!found) return null;
  const typed = found[1] ?? "";
  return { start: caret - typed.length - 1, typed };
}
