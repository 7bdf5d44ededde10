export type Wording = { kind: "same" | "added" | "removed"; text: string };

/** Above this many words a side the comparison would be slow; the sentences are then shown whole. */
const MOST_WORDS = 2000;

/** What changed from one sentence to the next, word by word (longest common subsequence). Runs are joined. */
export function wordDiff(before: string, after: string): Wording[] {
  const [old, fresh] = [before.split(" "), after.split(" ")];
  if (old.length > MOST_WORDS || fresh.length > MOST_WORDS)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  const lengths = commonLengths(old, fresh);
  const words: Wording[] = [];
  const add = (kind: Wording["kind"], text: string) => {
    const last = words.at(-1);
    if (last?.kind === kind) last.text += ` ${text}`;
    else words.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [gone, come] = [old[i], fresh[j]];
    if (gone !== undefined && gone === come) {
      add("same", gone);
      i += 1;
      j += 1;
    } else if (gone !== undefined && (come === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      add("removed", gone);
      i += 1;
    } else if (come !== undefined) {
      add("added", come);
      j += 1;
    }
  }
  return words;
}

/** `lengths[i][j]`: words that the ends from i and from j have in common, in order. */
function commonLengths(old: string[], fresh: string[]): Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    const row = lengths[i];
    if (!row) continue;
    for (let j = fresh.length - 1; j >= 0; j--)
      row[j] =
        old[i] === fresh[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
  }
  return lengths;
}

function at(lengths: Uint16Array[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}
