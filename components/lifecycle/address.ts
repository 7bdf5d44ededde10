/** A new segment that begins as the people behind a figure, within a segment when the figure is of one. */
export function behindHref(key: string, segmentId: string | null): string {
  return `/segments/new?${new URLSearchParams({ behind: key, ...(segmentId && { parent: segmentId }) })}`;
}
