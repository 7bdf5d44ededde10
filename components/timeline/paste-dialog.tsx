import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import { fromDayNumber, isDay, toDayNumber } from "@/lib/days";
import { formatCount } from "@/lib/format";

export type PasteDialogProps = {
  /** Parts that would be pasted, and into which campaign; null while nothing is. */
  paste: { count: number; campaign: string; start: number } | null;
  onPaste: (start: number) => void;
  onClose: () => void;
};

/** Asks on which day the first of the copied parts is to begin. */
export function PasteDialog({ paste, onPaste, onClose }: PasteDialogProps) {
  const form = useId();
  return (
    <Dialog
      open={paste !== null}
      onClose={onClose}
      title={paste ? `Paste ${formatCount(paste.count, "part")} into “${paste.campaign}”?` : ""}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary">
            Paste plan
          </Button>
        </>
      }
    >
      {paste && <PasteForm id={form} start={paste.start} onPaste={onPaste} />}
    </Dialog>
  );
}

type PasteFormProps = { id: string; start: number; onPaste: (start: number) => void };

function PasteForm({ id, start, onPaste }: PasteFormProps) {
  const [day, setDay] = useState(fromDayNumber(start));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isDay(day)) onPaste(toDayNumber(day));
  }
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-3">
      <p>
        Lengths and gaps are kept in working days, dependencies among the parts come along, and nothing is
        done yet.
      </p>
      <TextField
        label="First day"
        type="date"
        required
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
    </form>
  );
}
