/** Where a segment is edited: its rule, or the people of a fixed list. */
export function editing({ id, isFixed }: { id: string; isFixed: boolean }): { href: string; label: string } {
  return isFixed
    ? { href: `/segments/${id}/members?show=hand`, label: "Change people" }
    : { href: `/segments/${id}/edit`, label: "Edit rule" };
}
