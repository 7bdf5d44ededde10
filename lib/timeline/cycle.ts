import type { PlanItem, PlanLink } from "./plan";

type Node = Pick<PlanItem, "id" | "parentId">;
type Edge = Pick<PlanLink, "fromId" | "toId">;

function edgesOf(items: readonly Node[], links: readonly Edge[]): Map<string, string[]> {
  const next = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const list = next.get(from);
    if (list) list.push(to);
    else next.set(from, [to]);
  };
  for (const link of links) add(link.fromId, link.toId);
  // A campaign takes its tactics along when it moves, so what moves it also moves them.
  for (const item of items) if (item.parentId !== null) add(item.parentId, item.id);
  return next;
}

/** A way from one item to another, both named, or null. */
export function findPath(
  items: readonly Node[],
  links: readonly Edge[],
  fromId: string,
  toId: string,
): string[] | null {
  const next = edgesOf(items, links);
  const cameFrom = new Map<string, string | null>([[fromId, null]]);
  const queue = [fromId];
  for (const id of queue) {
    if (id === toId) {
      const path: string[] = [];
      for (let at: string | null = id; at !== null; at = cameFrom.get(at) ?? null) path.unshift(at);
      return path;
    }
    for (const follower of next.get(id) ?? [])
      if (!cameFrom.has(follower)) {
        cameFrom.set(follower, id);
        queue.push(follower);
      }
  }
  return null;
}

/** The circle that a new link would close, its first id repeated at the end, or null when it may be added. */
export function cycleWith(
  items: readonly Node[],
  links: readonly Edge[],
  { fromId, toId }: Edge,
): string[] | null {
  const back = findPath(items, links, toId, fromId);
  return back ? [fromId, ...back] : null;
}

/**
 * A circle among the links, its first id repeated at the end, or null. Moving a campaign moves its tactics,
 * so a tactic that its own campaign waits for closes a circle too.
 */
export function findCycle(items: readonly Node[], links: readonly Edge[]): string[] | null {
  const next = edgesOf(items, links);
  const done = new Set<string>();
  for (const root of next.keys()) {
    if (done.has(root)) continue;
    const path = [root];
    const place = new Map([[root, 0]]);
    const progress = [0];
    while (path.length > 0) {
      const at = path.length - 1;
      const id = path[at] ?? "";
      const step = progress[at] ?? 0;
      const follower = next.get(id)?.[step];
      progress[at] = step + 1;
      if (follower === undefined) {
        done.add(id);
        place.delete(id);
        path.pop();
        progress.pop();
      } else if (place.has(follower)) {
        return [...path.slice(place.get(follower)), follower];
      } else if (!done.has(follower)) {
        place.set(follower, path.length);
        path.push(follower);
        progress.push(0);
      }
    }
  }
  return null;
}
