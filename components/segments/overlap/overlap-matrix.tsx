import { Figure } from "@/components/charts/figure";
import { HeatTable } from "@/components/charts/heat-table";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { type Matrix, type Measure, measured } from "@/lib/segments/overlap/matrix";
import type { Overlap } from "@/lib/segments/overlap/overlap";

export type OverlapMatrixProps = {
  overlap: Overlap;
  matrix: Matrix;
  measure: Measure;
  floor: number;
  /** The pair whose panel is open, as its two ids. */
  open: readonly [string, string] | null;
  hrefOf: (aId: string, bId: string) => string;
};

const SAY: Record<Measure, string> = {
  count: "People in both the row and the column.",
  share: "Of the people of the row, the share that is in the column too.",
  likeness: "People in both, of those in either: 100 % means the same people.",
};

/** Every two of the chosen segments; the ground darkens with the share of the row. */
export function OverlapMatrix({ overlap, matrix, measure, floor, open, hrefOf }: OverlapMatrixProps) {
  const { segments } = matrix;
  const format = (value: number) => (measure === "count" ? formatNumber(value) : formatPercent(value, 0));
  const cells = segments.map((_, row) =>
    segments.map((__, column) => (row === column ? null : measured(matrix, row, column, measure))),
  );
  const { inAny, inSeveral } = overlap;
  const together =
    inAny === null || inSeveral === null
      ? ""
      : ` ${formatCount(inAny, "person", "people")} in any of them, ${formatNumber(inSeveral)} in several.`;
  return (
    <Figure
      title="Who is in two at once"
      take={`${SAY[measure]}${together}`}
      fileName="overlap"
      data={{
        columns: [
          "Segment",
          "Other segment",
          "People of the first",
          "People in both",
          "Share of the first",
          "Likeness",
        ],
        rows: segments.flatMap((a, row) =>
          segments.flatMap((b, column) =>
            row === column
              ? []
              : [
                  [
                    a.name,
                    b.name,
                    a.size,
                    ...(["count", "share", "likeness"] as const).map((each) => {
                      const value = measured(matrix, row, column, each);
                      return value === null ? null : Math.round(value * 10_000) / 10_000;
                    }),
                  ],
                ],
          ),
        ),
      }}
    >
      <HeatTable
        label="Overlap of segments, scrolls sideways"
        rowHead="Segment"
        columns={segments.map((_, index) => String(index + 1))}
        {...(measure !== "count" && { max: 1 })}
        format={format}
        none="·"
        rows={segments.map((segment, row) => ({
          key: segment.id,
          label: (
            <>
              <span className="inline-block w-5 text-ink-3">{row + 1}</span>
              <span className="text-xs font-medium text-ink">{segment.name}</span>{" "}
              <span className="text-ink-3">
                {segment.size === null ? `fewer than ${floor}` : formatNumber(segment.size)}
              </span>
            </>
          ),
          cells: cells[row] ?? [],
        }))}
        linkOf={(row, column) => {
          const [a, b] = [segments[row], segments[column]];
          if (!a || !b || row === column) return null;
          const shared = matrix.people[row]?.[column] ?? null;
          const value = cells[row]?.[column] ?? null;
          return {
            href: hrefOf(a.id, b.id),
            isOpen: open?.[0] === a.id && open[1] === b.id,
            label:
              shared === null
                ? `${a.name} and ${b.name}: too few to show`
                : `${a.name} and ${b.name}: ${formatCount(shared, "person", "people")} in both${measure === "count" || value === null ? "" : `, ${format(value)}`}`,
          };
        }}
      />
    </Figure>
  );
}
