"use client";

import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { anchorStyles } from "@/components/ui/popover";
import type { SpreadSearch } from "@/lib/segments/model";
import type { NumberTest } from "@/lib/segments/operators";
import { NumberToken } from "./tokens";
import { useSpread } from "./use-spread";

const SpreadFigure = lazy(() =>
  import("./spread-figure").then((module) => ({ default: module.SpreadFigure })),
);

export type RangeTokensProps = {
  /** Of what the figure is: "Age". */
  name: string;
  test: NumberTest;
  isNegated: boolean;
  unit?: string;
  /** What is stored for one of what is typed: 100 for cents. */
  scale?: number;
  min?: number;
  max?: number;
  /** Whose figures are drawn below the field; left out where none are known. */
  spread?: SpreadSearch;
  onChange: (test: NumberTest, key?: string) => void;
};

/** The number or the two numbers of a comparison: typed, or chosen on the drawing of how the figures spread. */
export function RangeTokens(props: RangeTokensProps) {
  const { name, test, isNegated, unit, scale = 1, min, max, onChange } = props;
  const { anchor, anchored } = anchorStyles(useId());
  const panel = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const spread = useSpread(props.spread ?? null, isOpen);
  const isShown = isOpen && spread !== null;
  const number = { scale, min, max };

  useEffect(() => {
    const element = panel.current;
    const isThere = element?.matches(":popover-open");
    if (isShown && !isThere) element?.showPopover();
    if (!isShown && isThere) element?.hidePopover();
  }, [isShown]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inside a sentence
    <span
      ref={box}
      role="group"
      aria-label={`Range of ${name}`}
      style={anchor}
      className="inline-flex flex-wrap items-center gap-1.5"
      onFocus={() => setOpen(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !panel.current?.contains(event.target as Node)) return;
        event.stopPropagation();
        box.current?.querySelector<HTMLElement>("[data-operand]")?.focus();
        setOpen(false);
      }}
    >
      {test.op === "isBetween" ? (
        <>
          <NumberToken
            label={`Lowest ${name}`}
            value={test.from}
            {...number}
            onChange={(from) => onChange({ ...test, from }, "from")}
          />
          <span>and</span>
          <NumberToken
            label={`Highest ${name}`}
            value={test.to}
            unit={unit}
            {...number}
            onChange={(to) => onChange({ ...test, to }, "to")}
          />
        </>
      ) : (
        <NumberToken
          label={name}
          value={test.value}
          unit={unit}
          {...number}
          onChange={(value) => onChange({ ...test, value }, "value")}
        />
      )}
      {props.spread && (
        <div ref={panel} popover="manual" style={anchored} className="floating w-80 p-3">
          {isShown && (
            <Suspense fallback={null}>
              <SpreadFigure
                name={name}
                spread={spread}
                test={test}
                isNegated={isNegated}
                unit={unit}
                scale={scale}
                onChange={onChange}
              />
            </Suspense>
          )}
        </div>
      )}
    </span>
  );
}
