import { groupOf, RFM_GROUPS, type RfmGroup } from "@/lib/customers/scores/standings";

/** Sums over the people of a recency and a frequency score: days since the last order, orders, net spend. */
export type RfmCell = {
  r: number;
  f: number;
  people: number;
  recency: number;
  frequency: number;
  spend: number;
};
export type RfmTies = "together" | "even";

export type RfmGroupRow = { group: RfmGroup; label: string } & Omit<RfmCell, "r" | "f">;

/** The named groups with the sums of their cells, in the order in which the groups are listed. */
export function groupsOf(cells: readonly RfmCell[]): RfmGroupRow[] {
  const keys = Object.keys(RFM_GROUPS) as RfmGroup[];
  return keys.map((group) => {
    const own = cells.filter(({ r, f }) => groupOf(r, f) === group);
    const sum = (of: (cell: RfmCell) => number) => own.reduce((total, cell) => total + of(cell), 0);
    return {
      group,
      label: RFM_GROUPS[group].label,
      people: sum((cell) => cell.people),
      recency: sum((cell) => cell.recency),
      frequency: sum((cell) => cell.frequency),
      spend: sum((cell) => cell.spend),
    };
  });
}
