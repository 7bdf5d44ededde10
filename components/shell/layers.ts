/** The layers that any part of the shell may open: the palette and the sheet of shortcuts. */
export type Layer = "palette" | "shortcuts" | null;

let open: Layer = null;
const listeners = new Set<() => void>();

export const layers = {
  get: () => open,
  getOnServer: (): Layer => null,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  show(layer: Layer) {
    open = layer;
    for (const listener of listeners) listener();
  },
};
