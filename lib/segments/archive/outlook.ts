/** What still reads a segment, or an unfinished campaign that speaks to it. */
export type Blocker = { id: string; name: string; kind: "segment" | "campaign"; why: string };

export type Asked = { id: string; name: string; blockers: Blocker[] };

/** Several segments that shall be archived together: `held` ones cannot, each with what holds it. */
export type ArchiveOutlook = {
  free: { id: string; name: string }[];
  held: Asked[];
  /** Unfinished campaigns among what holds, each once. */
  heldByCampaigns: number;
  /** Kept as they are. */
  personas: number;
  pastCampaigns: number;
};

/** A segment that leaves with the others holds none of them back, unless it is held itself. */
export function sortOut(asked: readonly Asked[]): Pick<ArchiveOutlook, "free" | "held" | "heldByCampaigns"> {
  let leaving = new Set(asked.map(({ id }) => id));
  const staying = ({ blockers }: Asked) => blockers.filter(({ id }) => !leaving.has(id));
  for (let before = -1; before !== leaving.size; ) {
    before = leaving.size;
    leaving = new Set(
      asked.filter((one) => leaving.has(one.id) && staying(one).length === 0).map(({ id }) => id),
    );
  }
  const held = asked.filter(({ id }) => !leaving.has(id)).map((one) => ({ ...one, blockers: staying(one) }));
  const campaigns = held.flatMap(({ blockers }) => blockers.filter(({ kind }) => kind === "campaign"));
  return {
    free: asked.filter(({ id }) => leaving.has(id)).map(({ id, name }) => ({ id, name })),
    held,
    heldByCampaigns: new Set(campaigns.map(({ id }) => id)).size,
  };
}
