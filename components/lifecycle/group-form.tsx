import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select";

export type GroupFormProps = {
  action: string;
  segments: readonly { id: string; name: string }[];
  segmentId: string | null;
  /** What else the page asks for. */
  children?: ReactNode;
};

/** Whose figures a page shows: a plain form, its answer is an address. On paper it is a line of text. */
export function GroupForm({ action, segments, segmentId, children }: GroupFormProps) {
  return (
    <>
      <p className="hidden text-sm text-ink-2 print:block">
        {segments.find(({ id }) => id === segmentId)?.name ?? "All customers"}
      </p>
      <form action={action} className="flex flex-wrap items-end gap-3 print:hidden" key={segmentId}>
        <SelectField
          label="People"
          name="segment"
          defaultValue={segmentId ?? ""}
          placeholder="All customers"
          options={segments.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {children}
        <Button type="submit">Show</Button>
      </form>
    </>
  );
}
