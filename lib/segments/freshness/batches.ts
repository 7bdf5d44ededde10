type Conditional = { formula: readonly (string | { key: string })[] };

/** In order and in batches of at most `most` distinct conditions each: a statement can have 1,600 columns. */
export function batchesOf<T extends Conditional>(judged: readonly T[], most: number): T[][] {
  const batches: T[][] = [];
  let seen = new Set<string>();
  for (const one of judged) {
    const keys = one.formula.flatMap((part) => (typeof part === "string" ? [] : [part.key]));
    const together = new Set([...seen, ...keys]);
    const isFull = batches.length > 0 && together.size > most;
    if (batches.length === 0 || isFull) batches.push([]);
    seen = isFull ? new Set(keys) : together;
    batches.at(-1)?.push(one);
  }
  return batches;
}
