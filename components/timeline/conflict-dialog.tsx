import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toDays } from "@/lib/timeline/bars";
import type { Span } from "@/lib/timeline/plan";
import { spanWords } from "@/lib/timeline/scale";

/** A bar that somebody else changed while it was moved here. */
export type Clash = { id: string; name: string; mine: Span; theirs: Span };

export type ConflictDialogProps = {
  clashes: readonly Clash[];
  /** Bars that would have moved along and were not changed by anybody. */
  others: number;
  today: number;
  onMine: () => void;
  onTheirs: () => void;
};

/** Both values side by side: nothing is written over until one is chosen. */
export function ConflictDialog({ clashes, others, today, onMine, onTheirs }: ConflictDialogProps) {
  const words = (span: Span) => {
    const { start, end } = toDays(span);
    return spanWords(start, end, today);
  };
  return (
    <Dialog
      open={clashes.length > 0}
      onClose={onTheirs}
      width="md"
      title="Someone else changed this meanwhile. Whose days hold?"
      footer={
        <>
          <Button onClick={onTheirs}>Take theirs</Button>
          <Button variant="primary" onClick={onMine}>
            Keep mine
          </Button>
        </>
      }
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="text-left text-xs text-ink-3">
            <th scope="col" className="py-1 pr-3 font-medium">
              Bar
            </th>
            <th scope="col" className="py-1 pr-3 font-medium">
              Mine
            </th>
            <th scope="col" className="py-1 font-medium">
              Theirs
            </th>
          </tr>
        </thead>
        <tbody>
          {clashes.map(({ id, name, mine, theirs }) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="py-1.5 pr-3 text-left font-medium text-ink">
                {name}
              </th>
              <td className="num py-1.5 pr-3">{words(mine)}</td>
              <td className="num py-1.5">{words(theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {others > 0 && (
        <p className="mt-2 text-sm">
          {others === 1 ? "One more bar moves" : `${others} more bars move`} along when you keep yours.
        </p>
      )}
    </Dialog>
  );
}
