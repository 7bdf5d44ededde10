"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { formatCount } from "@/lib/format";
import type { Saved, SegmentDetail } from "@/lib/segments/segment";
import type { CopyInput } from "@/lib/segments/static/model";

/** Asks for the name of a fixed list, makes it, and goes there. */
export function CopyDialog({
  segment,
  suggestion,
  isOpen,
  onClose,
  action,
}: {
  segment: Pick<SegmentDetail, "id" | "name" | "size">;
  suggestion: string;
  isOpen: boolean;
  onClose: () => void;
  action: Action<CopyInput, Saved>;
}) {
  const router = useRouter();
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => ({ segmentId: segment.id, name: String(data.get("name")) }),
    quiet: true,
    done: ({ size }) => `${formatCount(size, "person", "people")} copied into a fixed list`,
    onDone: ({ segmentId }) => {
      onClose();
      router.push(`/segments/${segmentId}`);
    },
  });
  return (
    <Dialog
      open={isOpen}
      onClose={onClose}
      title={`Make a fixed list of “${segment.name}”?`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="copy-form" variant="primary" busy={isPending}>
            Make fixed list
          </Button>
        </>
      }
    >
      <form {...form} id="copy-form" method="post" className="flex flex-col gap-3 text-ink" noValidate>
        <p className="text-ink-2">
          {segment.size === null ? "Its members" : formatCount(segment.size, "member")} of this moment become
          a segment of their own that no longer follows the data.
        </p>
        {error && !error.fields && <FormError>{error.message}</FormError>}
        <TextField
          label="Name"
          name="name"
          defaultValue={suggestion}
          error={fields.name}
          maxLength={120}
          autoComplete="off"
        />
      </form>
    </Dialog>
  );
}
