type Point = { label: string; value: number | null };

/** What a line shows, for who does not see it: where it begins and ends, and its highest and lowest points between. */
export function lineSummary(points: readonly Point[], format: (value: number) => string): string {
  const known = points.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return "";
  const text = ({ label, value }: { label: string; value: number }) => `${format(value)} in ${label}`;
  if (known.length === 1) return `${text(first)}.`;
  const at = (isBetter: (a: number, b: number) => boolean) =>
    known.reduce((best, point) => (isBetter(point.value, best.value) ? point : best));
  const [highest, lowest] = [at((a, b) => a > b), at((a, b) => a < b)];
  if (highest.value === lowest.value) return `${format(first.value)} throughout.`;
  return `From ${text(first)} to ${text(last)}; highest ${text(highest)}, lowest ${text(lowest)}.`;
}
