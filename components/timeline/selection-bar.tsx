import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Copy, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { formatCount } from "@/lib/format";

export type SelectionBarProps = {
  count: number;
  onMove: (days: number) => void;
  onCopy: (() => void) | undefined;
  onClear: () => void;
};

export const STEPS = [
  { by: -7, label: "A week earlier", Icon: ChevronsLeft },
  { by: -1, label: "A day earlier", Icon: ChevronLeft },
  { by: 1, label: "A day later", Icon: ChevronRight },
  { by: 7, label: "A week later", Icon: ChevronsRight },
];

/** What can be done with the selected bars without a drag. */
export function SelectionBar({ count, onMove, onCopy, onClear }: SelectionBarProps) {
  return (
    <section
      aria-label="Selected bars"
      className="absolute bottom-4 left-1/2 z-20 flex -translate-x-1/2 items-center gap-1 rounded-lg border border-line bg-surface py-1 pr-1 pl-3 text-sm whitespace-nowrap shadow-pop print:hidden"
    >
      <span className="num mr-1 font-medium">{formatCount(count, "bar")} selected</span>
      {STEPS.map(({ by, label, Icon }) => (
        <IconButton key={by} label={label} onClick={() => onMove(by)}>
          <Icon aria-hidden="true" />
        </IconButton>
      ))}
      {onCopy && (
        <Button variant="ghost" onClick={onCopy}>
          <Copy aria-hidden="true" />
          Copy
        </Button>
      )}
      <IconButton label="Clear selection" onClick={onClear}>
        <X aria-hidden="true" />
      </IconButton>
    </section>
  );
}
