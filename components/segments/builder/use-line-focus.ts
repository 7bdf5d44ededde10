import { type FocusEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

const CONTROLS = "button, input:not([data-apart]), select, a[href]";

export const lineElements = (tree: HTMLElement | null): HTMLElement[] => [
  ...(tree?.querySelectorAll<HTMLElement>("[data-line]") ?? []),
];

/** The controls of a line itself: not those of lines inside it, not those of a closed layer. */
export function controlsOf(line: HTMLElement): HTMLElement[] {
  return [...line.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) => control.closest("[data-line]") === line && !control.closest("[popover]"),
  );
}

/**
 * One tab stop for the whole tree: the line that had the focus last, and from there its own controls. The tab
 * indices are set on the elements after each drawing, since lines and controls come and go with every edit.
 */
export function useLineFocus(tree: RefObject<HTMLElement | null>) {
  const [current, setCurrent] = useState("");
  const wanted = useRef<{ id: string; part: "row" | "value" } | null>(null);
  const [, draw] = useState(0);

  useLayoutEffect(() => {
    const lines = lineElements(tree.current);
    const active = lines.find((line) => line.dataset.line === current) ?? lines[0];
    for (const line of lines) {
      line.tabIndex = line === active ? 0 : -1;
      for (const control of controlsOf(line)) control.tabIndex = line === active ? 0 : -1;
    }
    const target = wanted.current && lines.find((line) => line.dataset.line === wanted.current?.id);
    if (!target) return;
    const { part } = wanted.current ?? {};
    wanted.current = null;
    const operand = part === "value" ? target.querySelector<HTMLElement>("[data-operand]") : null;
    (operand ?? target).focus();
    target.scrollIntoView({ block: "nearest" });
  });

  const focusLine = useCallback((id: string, part: "row" | "value" = "row") => {
    wanted.current = { id, part };
    draw((count) => count + 1);
  }, []);

  const onFocus = useCallback((event: FocusEvent) => {
    const line = event.target.closest<HTMLElement>("[data-line]");
    if (line?.dataset.line !== undefined) setCurrent(line.dataset.line);
  }, []);

  return { focusLine, onFocus };
}
