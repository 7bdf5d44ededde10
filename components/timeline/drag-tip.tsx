import { countDays, spanWords } from "@/lib/timeline/scale";
import { type DrawGesture, type FrameGesture, useRunning } from "./running-gesture";
import type { GestureApi } from "./use-gesture";
import type { View } from "./use-view";

const TIP_HEIGHT = 28;
const HARM_HEIGHT = 24;
/** About as wide as a letter of it is. */
const LETTER = 6.5;

function Frame({ frame: { x, y, toX, toY } }: { frame: FrameGesture }) {
  return (
    <div
      className="tl-marquee"
      aria-hidden="true"
      style={{
        top: Math.min(y, toY),
        left: `calc(var(--tl-name) + ${Math.min(x, toX)}px)`,
        width: Math.abs(toX - x),
        height: Math.abs(toY - y),
      }}
    />
  );
}

function Drawn({ drawn, view, today }: { drawn: DrawGesture; view: View; today: number }) {
  const { days, row } = drawn;
  const { start, end } = days;
  return (
    <div
      className="tl-drawn"
      aria-hidden="true"
      style={{
        top: row.index * view.size.row,
        height: view.size.row,
        left: `calc(var(--tl-name) + ${(start - view.origin) * view.px}px)`,
        width: (end - start) * view.px,
      }}
    >
      <span>
        {spanWords(start, end, today)} · {countDays(end - start)}
      </span>
    </div>
  );
}

type DragTipProps = { api: GestureApi; view: View; rowHeight: number; today: number };

/** What floats at a running gesture: its words, the frame, or the bar that is being drawn. */
export function DragTip({ api, view, rowHeight, today }: DragTipProps) {
  const gesture = useRunning(api.running);
  const element = view.scroller.current;
  if (!gesture || !element) return null;
  if (gesture.kind === "frame") return <Frame frame={gesture} />;
  if (gesture.kind === "draw") return <Drawn drawn={gesture} view={view} today={today} />;
  const isDates = gesture.kind === "dates";
  const row = isDates ? gesture.row : (gesture.over ?? gesture.row);
  const top = row.index * rowHeight;
  const words = isDates ? api.words(gesture) : "";
  const harm = isDates ? api.harm(gesture) : "";
  const height = harm ? TIP_HEIGHT + HARM_HEIGHT : TIP_HEIGHT;
  const isUnder = top - height < element.scrollTop;
  const x = ((isDates ? gesture.after.start : row.bar.start) - view.origin) * view.px;
  // Where it would stand out at the right, it stands further left.
  const last = view.size.width - view.size.name - LETTER * Math.max(words.length, harm.length) - 24;
  const left = Math.max(Math.min(x, element.scrollLeft + last), element.scrollLeft + 8);
  return (
    <div
      className="tl-tip"
      aria-hidden="true"
      style={{
        top: isUnder ? top + rowHeight + 2 : top - height + 4,
        left: `calc(var(--tl-name) + ${left}px)`,
      }}
    >
      {isDates ? (
        <>
          {words}
          {harm && <span className="tl-tip-harm">! {harm}</span>}
        </>
      ) : gesture.over ? (
        `${gesture.over.bar.item.name} waits for ${gesture.row.bar.item.name}`
      ) : (
        "Choose what waits for this"
      )}
    </div>
  );
}
