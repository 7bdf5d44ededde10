/** A named snapshot of the plan's days. */
export type BaselineRow = { id: string; name: string; createdAt: Date };
