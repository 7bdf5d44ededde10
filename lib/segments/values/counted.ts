/**
 * What numbers about values rest on: everybody; some people evenly out of all (the numbers are then scaled up to all);
 * or an event's last occurrences.
 */
export type Counted =
  | { kind: "all" }
  | { kind: "sample"; asked: number; of: number }
  | { kind: "events"; asked: number };

/** In words, or nothing when everybody was counted. */
export function countedText(counted: Counted, format: (count: number) => string): string | null {
  switch (counted.kind) {
    case "all":
      return null;
    case "sample":
      return `estimated from ${format(counted.asked)} of ${format(counted.of)} customers`;
    case "events":
      return `counted in the last ${format(counted.asked)} events`;
  }
}

/** Numbers of `asked` people evenly out of 1 to `last`; the same each time, so that numbers do not flicker. */
export function evenNumbers(last: number, asked: number): number[] {
  const step = last / asked;
  return Array.from({ length: Math.min(asked, last) }, (_, index) =>
    last <= asked ? index + 1 : Math.floor(index * step) + 1,
  );
}
