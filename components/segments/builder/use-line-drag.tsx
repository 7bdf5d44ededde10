import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { moveLine } from "@/lib/segments/editing/tree";
import type { Rule } from "@/lib/segments/rule";
import type { EditRule } from "./use-draft";
import { placeText } from "./use-line-keys";

type Slot = { groupId: string; index: number; x: number; y: number; width: number };
type Drag = { id: string; text: string; x: number; y: number; slot: Slot | null };
type Start = { id: string; text: string; x: number; y: number; grip: number; isMoving: boolean };

const THRESHOLD = 5;
const EDGE = 60;

/** Where a line could go: before each line of each group, and at its end. Not inside the line that is dragged. */
function slotsOf(tree: HTMLElement, dragged: string): Slot[] {
  return [...tree.querySelectorAll<HTMLElement>("[data-group]")].flatMap((group) => {
    if (group.closest(`[data-group="${CSS.escape(dragged)}"]`)) return [];
    const groupId = group.dataset.group ?? "";
    const lines = group.querySelector(":scope > [data-lines]");
    const children = [...(lines?.children ?? [])].filter(
      (child) => !("note" in (child as HTMLElement).dataset),
    );
    return children.map((child, index): Slot => {
      const { left, top, width } = child.getBoundingClientRect();
      return { groupId, index, x: left, y: top - 4, width };
    });
  });
}

/** The nearest one by height; sideways decides between the end of a group and what follows it. */
function nearest(slots: Slot[], x: number, y: number): Slot | null {
  const distance = (slot: Slot) => Math.abs(slot.y - y) + Math.abs(slot.x - x) * 0.4;
  return slots.reduce<Slot | null>(
    (best, slot) => (best === null || distance(slot) < distance(best) ? slot : best),
    null,
  );
}

/** Moving a line with the pointer, mouse or finger; Escape puts it back. */
export function useLineDrag(options: {
  tree: RefObject<HTMLElement | null>;
  rule: Rule;
  editRule: EditRule;
  say: (text: string) => void;
}) {
  const { tree, editRule, say } = options;
  const [drag, setDrag] = useState<Drag | null>(null);
  const start = useRef<Start | null>(null);
  const latest = useRef(options.rule);
  latest.current = options.rule;
  const [isArmed, setArmed] = useState(false);

  const startDrag = useCallback(
    (id: string, event: PointerEvent) => {
      if (event.button !== 0) return;
      const line = tree.current?.querySelector(`[data-line="${CSS.escape(id)}"]`);
      const text = line?.getAttribute("aria-label") ?? "";
      const grip = line ? event.clientX - line.getBoundingClientRect().left : 0;
      start.current = { id, text, x: event.clientX, y: event.clientY, grip, isMoving: false };
      setArmed(true);
    },
    [tree],
  );

  useEffect(() => {
    if (!isArmed) return;
    const end = () => {
      if (start.current?.isMoving) swallowClick();
      start.current = null;
      setDrag(null);
      setArmed(false);
    };
    const move = (event: globalThis.PointerEvent) => {
      const began = start.current;
      if (!began || !tree.current) return;
      const [x, y] = [event.clientX, event.clientY];
      if (!began.isMoving && Math.hypot(x - began.x, y - began.y) < THRESHOLD) return;
      began.isMoving = true;
      const slot = nearest(slotsOf(tree.current, began.id), x - began.grip, y);
      setDrag({ id: began.id, text: began.text, x, y, slot });
      if (y < EDGE + 48) scrollBy(0, -12);
      if (y > innerHeight - EDGE) scrollBy(0, 12);
    };
    const drop = (event: globalThis.PointerEvent) => {
      const began = start.current;
      const slots = tree.current && began ? slotsOf(tree.current, began.id) : [];
      const slot = began?.isMoving ? nearest(slots, event.clientX - began.grip, event.clientY) : null;
      if (began && slot) {
        const moved = moveLine(latest.current, began.id, slot.groupId, slot.index);
        if (moved !== latest.current) say(placeText(moved, began.id));
        editRule(() => moved);
      }
      end();
    };
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", end);
    addEventListener("keydown", onKey, true);
    return () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", end);
      removeEventListener("keydown", onKey, true);
    };
  }, [isArmed, tree, editRule, say]);

  return { startDrag, draggedId: drag?.id ?? null, layer: drag && <DragLayer drag={drag} /> };
}

/** The button under the pointer must not take the end of a drag for a press. */
function swallowClick() {
  const stop = (event: MouseEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }), 50);
}

function DragLayer({ drag }: { drag: Drag }) {
  return (
    <div aria-hidden="true" className="pointer-events-none">
      {drag.slot && (
        <div
          className="fixed z-20 h-[3px] rounded-full bg-accent"
          style={{ left: drag.slot.x, top: drag.slot.y - 1, width: drag.slot.width }}
        />
      )}
      <div
        className="fixed z-20 max-w-80 truncate rounded-lg border border-line bg-surface px-3 py-1.5 text-sm shadow-raise"
        style={{ left: drag.x + 12, top: drag.y + 10 }}
      >
        {drag.text}
      </div>
    </div>
  );
}
