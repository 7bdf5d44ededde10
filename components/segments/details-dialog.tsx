"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { DIMENSIONS, type Dimension } from "@/lib/segments/dimension";
import type { SegmentUpdate } from "@/lib/segments/model";
import type { Saved, SegmentDetail } from "@/lib/segments/segment";
import { dimensionWords } from "./words";

export type DetailsDialogProps = {
  segment: Pick<SegmentDetail, "id" | "name" | "description" | "dimension" | "version">;
  isOpen: boolean;
  onClose: () => void;
  action: Action<SegmentUpdate, Saved>;
};

/** Name, description and dimension, apart from the rule. What somebody else changed meanwhile is not written over. */
export function DetailsDialog({ segment, isOpen, onClose, action }: DetailsDialogProps) {
  const { id, name, description, dimension, version } = segment;
  const before = { name, description, dimension };
  const { form, fields, error, isPending, clear } = useActionForm(action, {
    toInput: (data) => ({
      segmentId: id,
      version,
      name: String(data.get("name")),
      description: String(data.get("description")),
      dimension: String(data.get("dimension")) as Dimension,
      before,
    }),
    quiet: true,
    done: "Details saved",
    undo: (saved) => action({ segmentId: id, version: saved.version, ...before }),
    onDone: onClose,
  });
  const close = () => {
    clear();
    onClose();
  };
  return (
    <Dialog
      open={isOpen}
      onClose={close}
      title={`Details of “${name}”`}
      footer={
        <>
          <Button variant="ghost" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" form="details-form" variant="primary" busy={isPending}>
            Save details
          </Button>
        </>
      }
    >
      <form
        // A fresh start each time: what was typed and not saved is not kept.
        key={String(isOpen)}
        {...form}
        id="details-form"
        method="post"
        className="flex flex-col gap-4 pt-2 text-ink"
        noValidate
      >
        {error && !error.fields && <FormError>{error.message}</FormError>}
        <TextField
          label="Name"
          name="name"
          defaultValue={name}
          error={fields.name}
          maxLength={120}
          autoComplete="off"
        />
        <TextareaField
          label="Description"
          name="description"
          optional
          defaultValue={description}
          error={fields.description}
          maxLength={2000}
        />
        <SelectField
          label="Dimension"
          name="dimension"
          defaultValue={dimension}
          error={fields.dimension}
          options={DIMENSIONS.map((value) => ({ value, label: dimensionWords(value) }))}
        />
      </form>
    </Dialog>
  );
}
