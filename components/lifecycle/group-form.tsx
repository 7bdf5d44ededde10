import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { SelectField } from "@/components/ui/select";

export type GroupFormProps = {
  action: string;
  segments: readonly { id: string; name: string }[];
  segmentId: string | null;
  /** What else the page asks for. */
  children?: ReactNode;
};

/** Whose figures a page shows: a plain form, its answer is an address. */
export function GroupForm({ action, segments, segmentId, children }: GroupFormProps) {
  return (
    <form action={action} className="flex flex-wrap items-end gap-3" key={segmentId}>
      <SelectField
        label="People"
        name="segment"
        defaultValue={segmentId ?? ""}
        placeholder="All customers"
        options={segments.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {children}
      <Button type="submit">Show</Button>
      <span className="flex-1" />
      <PrintButton>Print</PrintButton>
    </form>
  );
}
