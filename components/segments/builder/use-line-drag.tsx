import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { formatCount } from "@/lib/format";
import { dropOnto, moveLines, type NewId } from "@/lib/segments/editing/tree";
import type { Rule } from "@/lib/segments/rule";
import type { EditRule } from "./use-draft";
import { placeText } from "./use-line-keys";
import type { LineSelection } from "./use-line-selection";

type Slot = { groupId: string; index: number; x: number; y: number; width: number };
/** The line that a drop would make a group with. */
type Onto = { lineId: string; box: DOMRect };
type Drag = { ids: readonly string[]; text: string; x: number; y: number; target: Slot | Onto | null };
type Start = {
  ids: readonly string[];
  text: string;
  x: number;
  y: number;
  grip: number;
  isMoving: boolean;
};

const THRESHOLD = 5;
const EDGE = 60;

/** Where a line could go: before each line of each group, and at its end. Not inside the line that is dragged. */
function slotsOf(tree: HTMLElement, dragged: readonly string[]): Slot[] {
  return [...tree.querySelectorAll<HTMLElement>("[data-group]")].flatMap((group) => {
    if (isWithin(group, dragged)) return [];
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

const isWithin = (element: HTMLElement, dragged: readonly string[]) =>
  dragged.some(
    (id) => element.dataset.line === id || element.closest(`[data-group="${CSS.escape(id)}"]`) !== null,
  );

/** Right of the grips, the middle of a line takes what is dropped into a group with it. */
const MIDDLE = 0.3;
const GRIPS = 56;

function ontoAt(tree: HTMLElement, dragged: readonly string[], x: number, y: number): Onto | null {
  for (const line of tree.querySelectorAll<HTMLElement>("[data-condition]")) {
    const box = line.getBoundingClientRect();
    const margin = box.height * MIDDLE;
    if (y < box.top + margin || y > box.bottom - margin || x < box.left + GRIPS || x > box.right) continue;
    return isWithin(line, dragged) ? null : { lineId: line.dataset.line ?? "", box };
  }
  return null;
}

function targetAt(tree: HTMLElement, { ids, grip }: Start, x: number, y: number): Slot | Onto | null {
  return ontoAt(tree, ids, x, y) ?? nearest(slotsOf(tree, ids), x - grip, y);
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
  newId: NewId;
  selection: LineSelection;
  say: (text: string) => void;
}) {
  const { tree, editRule, newId, say } = options;
  const [drag, setDrag] = useState<Drag | null>(null);
  const start = useRef<Start | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const [isArmed, setArmed] = useState(false);

  const startDrag = useCallback(
    (id: string, event: PointerEvent) => {
      if (event.button !== 0) return;
      const line = tree.current?.querySelector(`[data-line="${CSS.escape(id)}"]`);
      const ids = latest.current.selection.actingOn(id);
      const text =
        ids.length > 1 ? formatCount(ids.length, "line") : (line?.getAttribute("aria-label") ?? "");
      const grip = line ? event.clientX - line.getBoundingClientRect().left : 0;
      start.current = { ids, text, x: event.clientX, y: event.clientY, grip, isMoving: false };
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
      setDrag({ ids: began.ids, text: began.text, x, y, target: targetAt(tree.current, began, x, y) });
      if (y < EDGE + 48) scrollBy(0, -12);
      if (y > innerHeight - EDGE) scrollBy(0, 12);
    };
    const drop = (event: globalThis.PointerEvent) => {
      const began = start.current;
      const target =
        began?.isMoving && tree.current ? targetAt(tree.current, began, event.clientX, event.clientY) : null;
      if (began && target) {
        const { rule } = latest.current;
        const moved =
          "lineId" in target
            ? dropOnto(rule, began.ids, target.lineId, newId())
            : moveLines(rule, began.ids, target.groupId, target.index);
        if (moved !== rule) say(placeText(moved, began.ids[0] ?? ""));
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
  }, [isArmed, tree, editRule, newId, say]);

  return {
    startDrag,
    isDragged: (lineId: string) => drag?.ids.includes(lineId) === true,
    layer: drag && <DragLayer drag={drag} />,
  };
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

function DragLayer({ drag: { target, text, x, y } }: { drag: Drag }) {
  return (
    <div aria-hidden="true" className="pointer-events-none">
      {target && "lineId" in target && (
        <div
          className="fixed z-20 rounded-lg border-2 border-accent bg-accent-soft/50"
          style={{
            left: target.box.left,
            top: target.box.top,
            width: target.box.width,
            height: target.box.height,
          }}
        />
      )}
      {target && "groupId" in target && (
        <div
          className="fixed z-20 h-[3px] rounded-full bg-accent"
          style={{ left: target.x, top: target.y - 1, width: target.width }}
        />
      )}
      <div
        className="fixed z-20 max-w-80 truncate rounded-lg border border-line bg-surface px-3 py-1.5 text-sm shadow-raise"
        style={{ left: x + 12, top: y + 10 }}
      >
        {target && "lineId" in target && <span className="font-medium text-accent">Group with it: </span>}
        {text}
      </div>
    </div>
  );
}
