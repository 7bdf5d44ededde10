/** Addresses of one page that were asked for and have not arrived. */
export class AddressQueue {
  private path = "";
  private sent: string[] = [];
  private arrived: string | null = null;

  /** The query after these changes, on top of the last one that is still on its way. */
  next(path: string, current: string, changes: Record<string, string | null | undefined>): string {
    if (path !== this.path) this.sent = [];
    this.path = path;
    const params = new URLSearchParams(this.sent.at(-1) ?? current);
    for (const [name, value] of Object.entries(changes)) {
      if (value) params.set(name, value);
      else params.delete(name);
    }
    const query = params.toString();
    this.sent.push(query);
    return query;
  }

  /** What the page shows now. Whatever was asked for before it is over; a page nobody asked for ends them all. */
  arrive(query: string): void {
    if (query === this.arrived) return;
    this.arrived = query;
    this.sent = this.sent.slice(this.sent.indexOf(query) + 1 || this.sent.length);
  }
}
