// biome-ignore-all lint/a11y/useSemanticElements: lines nest in groups, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the one tab stop of the tree wanders, so it is set outside
"use client";

import { clsx } from "clsx";
import { Check, CircleAlert, GripVertical, X } from "lucide-react";
import { useId } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { formatNumber } from "@/lib/format";
import { bodyOf, removeLine, setCondition, setOff } from "@/lib/segments/editing/tree";
import { isGroup, type RuleNode } from "@/lib/segments/rule";
import { nodeSentence } from "@/lib/segments/sentence";
import { useBuilder } from "./builder-context";
import { ConditionTokens } from "./condition-tokens";
import { LineMenu } from "./line-menu";
import type { Tried } from "./use-trial";

export type Place = { level: number; position: number; size: number; isInOff: boolean };

/** One condition: its sentence, how many match it alone, and what is wrong with it. */
export function RuleRow({ line, place }: { line: RuleNode; place: Place }) {
  const { catalogue, editRule, problemOf, aloneOf, isCounting, startDrag, isDragged, selection, trial } =
    useBuilder();
  const problemId = useId();
  const { body, isNegated } = bodyOf(line);
  if (isGroup(body)) return null;
  const id = line.id ?? "";
  const { isOff: _, ...on } = line;
  const sentence = nodeSentence(on as RuleNode, catalogue);
  const isOff = line.isOff === true || place.isInOff;
  const problem = isOff ? null : problemOf(id);
  const alone = problem || isOff ? undefined : aloneOf(line);
  const verdict = isOff ? undefined : trial.verdictOf(id);
  return (
    <div
      role="row"
      data-line={id}
      data-condition=""
      aria-level={place.level}
      aria-posinset={place.position}
      aria-setsize={place.size}
      aria-selected={selection.has(id)}
      aria-label={[
        sentence,
        isOff && "switched off",
        alone !== undefined && `${formatNumber(alone)} match this alone`,
        verdictText(verdict, trial.person),
        problem?.message,
      ]
        .filter(Boolean)
        .join(", ")}
      aria-describedby={problem?.isShown ? problemId : undefined}
      className={clsx(
        "group/row relative rounded-lg border py-2 pr-1.5 pl-0.5 focus-visible:rounded-lg",
        isOff ? "border-dashed border-line-strong bg-bg" : "bg-surface",
        !isOff && (problem?.isShown ? "border-bad" : "border-line"),
        isDragged(id) && "opacity-45",
        selection.has(id) && "outline-2 -outline-offset-1 outline-accent",
      )}
    >
      <div role="gridcell" className="flex items-start gap-1.5">
        <button
          type="button"
          data-grip=""
          aria-label={`Drag: ${sentence}`}
          title="Drag to move, onto a line to group with it; Alt and arrows do the same. Shift and press selects."
          onPointerDown={(event) => !event.shiftKey && startDrag(id, event)}
          onClick={(event) => {
            if (event.shiftKey) selection.extendTo(id);
            else if (event.ctrlKey || event.metaKey) selection.toggle(id);
          }}
          className="mt-px grid h-6 w-6 flex-none touch-none cursor-grab place-items-center rounded-sm text-ink-3 hover:bg-hover active:cursor-grabbing coarse:relative coarse:h-control coarse:w-8 coarse:before:absolute coarse:before:inset-y-0 coarse:before:-inset-x-1.5"
        >
          <GripVertical aria-hidden="true" className="size-3.5" />
        </button>
        <div className={clsx("min-w-0 flex-1", isOff && "[&_*]:text-ink-3")}>
          <ConditionTokens
            lineId={id}
            condition={body}
            isNegated={isNegated}
            onChange={(condition, isNot = isNegated, key) =>
              editRule((rule) => setCondition(rule, id, condition, isNot), key && `${id} ${key}`)
            }
          />
          {problem && (
            <p
              id={problemId}
              className={clsx(
                "mt-1 flex items-center gap-1.5 text-xs",
                problem.isShown ? "text-bad" : "text-ink-3",
              )}
            >
              {problem.isShown && <CircleAlert aria-hidden="true" className="size-3.5 flex-none" />}
              {problem.message}
            </p>
          )}
        </div>
        {verdict !== undefined && <Verdict holds={verdict} />}
        {line.isOff ? (
          <button
            type="button"
            className="min-h-6 flex-none rounded-md px-1.5 text-xs font-medium text-accent hover:underline coarse:min-h-control"
            onClick={() => editRule((rule) => setOff(rule, id, false))}
          >
            Switch on
          </button>
        ) : (
          <Alone size={alone} isCounting={isCounting && !problem && !isOff} />
        )}
        <LineMenu line={line} sentence={sentence} />
        <IconButton
          label="Remove condition"
          className="size-[26px] max-md:hidden"
          onClick={() => editRule((rule) => removeLine(rule, id))}
        >
          <X aria-hidden="true" />
        </IconButton>
      </div>
    </div>
  );
}

/** What a mark on a line says aloud. */
export function verdictText(verdict: boolean | undefined, person: Tried | null): string | false {
  if (verdict === undefined || !person) return false;
  return `${verdict ? "holds" : "does not hold"} for ${person.title}`;
}

/** Whether a line holds for the person on whom the rule is tried. */
export function Verdict({ holds }: { holds: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "mt-[3px] grid size-5 flex-none place-items-center rounded-full [&_svg]:size-3.5",
        holds ? "bg-good-soft text-good" : "bg-bad-soft text-bad",
      )}
    >
      {holds ? <Check /> : <X />}
    </span>
  );
}

/** How many match a line alone; nothing until exactly this line was counted. */
export function Alone({ size, isCounting }: { size: number | undefined; isCounting: boolean }) {
  return (
    <span
      title="Customers who match this alone"
      className="num min-w-11 flex-none text-right text-xs leading-[26px] text-ink-3 max-md:hidden"
    >
      {size !== undefined ? formatNumber(size) : isCounting ? "…" : ""}
    </span>
  );
}
