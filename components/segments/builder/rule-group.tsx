// biome-ignore-all lint/a11y/useSemanticElements: lines nest in groups, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the one tab stop of the tree wanders, so it is set outside
"use client";

import { clsx } from "clsx";
import { CircleAlert, Plus } from "lucide-react";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { formatCount, formatNumber } from "@/lib/format";
import { bodyOf, setKind, setOff } from "@/lib/segments/editing/tree";
import { GROUP_KINDS, type GroupKind, isGroup, type RuleNode } from "@/lib/segments/rule";
import { nodeSentence } from "@/lib/segments/sentence";
import { useBuilder } from "./builder-context";
import { LineMenu } from "./line-menu";
import { Alone, type Place, RuleRow, Verdict, verdictText } from "./rule-row";

const CHOICE_WORDS: Record<GroupKind, string> = {
  all: "All of these hold",
  any: "Any of these holds",
  none: "None of these holds",
};

const RAIL_WORD =
  "min-h-6 min-w-[26px] rounded-full border-[1.5px] px-[3px] text-2xs leading-4 font-semibold whitespace-nowrap transition-colors max-md:w-6 max-md:px-0 max-md:py-1.5 max-md:[writing-mode:vertical-rl] coarse:relative coarse:min-h-control coarse:before:absolute coarse:before:top-0 coarse:before:-right-2.5 coarse:before:bottom-0";
const RAIL_TONE: Record<GroupKind, string> = {
  all: "border-line bg-surface text-ink-2 hover:border-line-strong",
  any: "border-warn/45 bg-warn-soft text-warn hover:border-warn",
  none: "border-ink bg-ink text-bg hover:bg-ink-2",
};

export type RuleGroupProps = { line: RuleNode; place: Place; isRoot?: boolean };

/** Lines under one word on a rail, and what can be added to them. */
export function RuleGroup({ line, place, isRoot = false }: RuleGroupProps) {
  const { catalogue, problemOf, editRule, focusLine, startDrag, isDragged, selection, trial } = useBuilder();
  const { body, isNegated } = bodyOf(line);
  if (!isGroup(body)) return null;
  const id = line.id ?? "";
  const isOff = line.isOff === true || place.isInOff;
  const found = isOff ? null : problemOf(id);
  const problem = isRoot && !found?.isShown ? null : found;
  const word = isNegated ? `not ${body.kind}` : body.kind;
  const verdict = isOff ? undefined : trial.verdictOf(id);
  const { isOff: _, ...on } = line;
  const sentence = nodeSentence(on as RuleNode, catalogue);
  return (
    <div
      data-group={id}
      className={clsx(
        "relative pl-9 max-md:pl-7",
        line.isOff && "rounded-lg border border-dashed border-line-strong py-2 pr-2",
        isDragged(id) && "opacity-45",
        selection.has(id) && "rounded-lg outline-2 outline-accent",
      )}
    >
      <div
        role="row"
        data-line={id}
        aria-level={place.level}
        aria-posinset={place.position}
        aria-setsize={place.size}
        aria-selected={isRoot ? undefined : selection.has(id)}
        aria-label={[
          isRoot ? "The rule" : "Group",
          `${word} of ${formatCount(body.children.length, "line")}`,
          isOff && "switched off",
          verdictText(verdict, trial.person),
          problem?.message,
        ]
          .filter(Boolean)
          .join(", ")}
        className="pointer-events-none absolute inset-y-0 left-0 w-8 focus-visible:rounded-lg max-md:w-6"
      >
        <span
          aria-hidden="true"
          className={clsx(
            "absolute top-[17px] bottom-[13px] left-[13px] w-[23px] rounded-l-lg border-[1.5px] border-r-0 max-md:left-[11px] max-md:w-[17px]",
            body.kind === "any" && !isNegated ? "border-warn/35" : "border-line",
          )}
        />
        <div role="gridcell" className="pointer-events-auto absolute top-1/2 left-0 -translate-y-1/2">
          <div onPointerDown={(event) => !isRoot && startDrag(id, event)}>
            <Menu
              trigger={word}
              label={`${word} of these: choose another word`}
              triggerClassName={clsx(
                RAIL_WORD,
                RAIL_TONE[isNegated ? "none" : body.kind],
                isRoot ? "coarse:before:-left-4.5" : "coarse:before:-left-2.5",
              )}
            >
              {GROUP_KINDS.map((kind) => (
                <MenuChoice
                  key={kind}
                  isChosen={!isNegated && body.kind === kind}
                  onClick={() => {
                    editRule((rule) => setKind(rule, id, kind));
                    focusLine(id);
                  }}
                >
                  {CHOICE_WORDS[kind]}
                </MenuChoice>
              ))}
            </Menu>
          </div>
          {verdict !== undefined && (
            <span className="pointer-events-none absolute top-full left-1/2 -translate-x-1/2">
              <Verdict holds={verdict} />
            </span>
          )}
        </div>
      </div>
      <div data-lines="" className="flex flex-col gap-2">
        {body.children.map((child, index) => {
          const next: Place = {
            level: place.level + 1,
            position: index + 1,
            size: body.children.length,
            isInOff: isOff,
          };
          return isGroup(bodyOf(child).body) ? (
            <RuleGroup key={child.id} line={child} place={next} />
          ) : (
            <RuleRow key={child.id} line={child} place={next} />
          );
        })}
        {problem && (
          <p
            data-note=""
            className={clsx("flex items-center gap-1.5 text-xs", problem.isShown ? "text-bad" : "text-ink-3")}
          >
            {problem.isShown && <CircleAlert aria-hidden="true" className="size-3.5 flex-none" />}
            {problem.message}
          </p>
        )}
        <GroupFoot line={line} isRoot={isRoot} level={place.level + 1} sentence={sentence} isOff={isOff} />
      </div>
    </div>
  );
}

/** Lines of groups below this level are hard to read: their group is offered a name. */
const DEEP = 4;

const ADD =
  "inline-flex min-h-[26px] items-center gap-1 rounded-md border border-dashed border-line-strong px-2 text-xs font-medium whitespace-nowrap text-ink-2 transition-colors hover:bg-hover hover:text-ink coarse:min-h-control coarse:px-3 [&_svg]:size-3";

function GroupFoot({
  line,
  isRoot,
  level,
  sentence,
  isOff,
}: {
  line: RuleNode;
  isRoot: boolean;
  level: number;
  sentence: string;
  isOff: boolean;
}) {
  const { pick, editRule, aloneOf, isCounting, problemOf, nameGroup } = useBuilder();
  const id = line.id ?? "";
  const alone = isOff || problemOf(id) ? undefined : aloneOf(line);
  return (
    <div
      role="row"
      data-line={`add ${id}`}
      aria-level={level}
      aria-label={isRoot ? "Add to the rule" : "Add to this group"}
      className="rounded-md"
    >
      <div role="gridcell" className="flex flex-wrap items-center gap-1.5 pr-1.5">
        <button type="button" className={ADD} onClick={() => pick({ groupId: id })}>
          <Plus aria-hidden="true" />
          Condition
        </button>
        <button type="button" className={ADD} onClick={() => pick({ groupId: id, isInNewGroup: true })}>
          <Plus aria-hidden="true" />
          Group
        </button>
        {level > DEEP && (
          <button
            type="button"
            className="min-h-6 rounded-md px-1.5 text-xs font-medium text-accent hover:underline coarse:min-h-control"
            onClick={() => nameGroup(id)}
          >
            Make it a segment
          </button>
        )}
        {!isRoot && (
          <>
            {line.isOff ? (
              <button
                type="button"
                className="min-h-6 rounded-md px-1.5 text-xs font-medium text-accent hover:underline coarse:min-h-control"
                onClick={() => editRule((rule) => setOff(rule, id, false))}
              >
                Switch group on
              </button>
            ) : (
              <span className="ml-auto flex items-center">
                {alone !== undefined && (
                  <span className="sr-only">{formatNumber(alone)} match this group alone</span>
                )}
                <Alone size={alone} isCounting={isCounting} />
              </span>
            )}
            <span className={clsx("flex items-center md:mr-[33px]", line.isOff && "ml-auto")}>
              <LineMenu line={line} sentence={sentence} />
            </span>
          </>
        )}
      </div>
    </div>
  );
}
