/** How well a text answers a query, 0 (not at all) to 1; forgives one slip in a word of four letters, two in eight. */
export function matchScore(text: string, query: string): number {
  const words = wordsOf(text);
  const asked = wordsOf(query);
  if (asked.length === 0) return 0;
  let sum = 0;
  for (const part of asked) {
    const best = Math.max(0, ...words.map((word, index) => wordScore(word, part) - index * 0.01));
    if (best === 0) return 0;
    sum += best;
  }
  return sum / asked.length;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function wordScore(word: string, part: string): number {
  if (word === part) return 1;
  if (word.startsWith(part)) return 0.9;
  if (part.length > 1 && word.includes(part)) return 0.7;
  const allowed = part.length >= 8 ? 2 : part.length >= 4 ? 1 : 0;
  if (allowed === 0) return 0;
  const slips = Math.min(
    ...[part.length - 1, part.length, part.length + 1].map((length) => distance(word.slice(0, length), part)),
  );
  return slips <= allowed ? 0.6 - slips * 0.1 : 0;
}

/** Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? j;
  for (let i = 0; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const row = rows[i];
      if (!row) continue;
      if (i === 0) {
        row[j] = j;
        continue;
      }
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j] ?? Number.POSITIVE_INFINITY, at(i - 2, j - 2) + 1);
      }
    }
  }
  return at(a.length, b.length);
}
