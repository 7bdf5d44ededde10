"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import { type Action, useActionForm } from "@/components/ui/use-action";
import {
  type Attribute,
  hasChoices,
  SPECIAL_LABEL,
  type SpecialCategory,
} from "@/lib/customers/attributes/attribute";
import type { AttributeChange } from "@/lib/customers/attributes/model";
import { DIMENSIONS, type Dimension } from "@/lib/segments/dimension";
import { capitalise } from "./capitalise";

type FieldFormProps = { action: Action<AttributeChange, void>; field: Attribute };

const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Changes how a field is named, sorted and protected. */
export function FieldForm({ action, field }: FieldFormProps) {
  const [isOpen, setOpen] = useState(false);
  const isList = hasChoices(field.type);
  const { form, fields, error, isPending, clear } = useActionForm(action, {
    toInput: (data) => ({
      key: field.key,
      label: String(data.get("label")),
      dimension: String(data.get("dimension")) as Dimension,
      special: (String(data.get("special")) || null) as SpecialCategory | null,
      isPersonal: data.get("isPersonal") === "on",
      ...(isList && { choices: lines(String(data.get("choices"))) }),
    }),
    quiet: true,
    done: "Field saved",
    onDone: () => setOpen(false),
  });
  const formId = `field-${field.key}`;
  const close = () => {
    setOpen(false);
    clear();
  };
  return (
    <>
      <Button variant="ghost" size="sm" aria-label={`Edit ${field.label}`} onClick={() => setOpen(true)}>
        Edit
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={`Edit “${field.label}”`}
        footer={
          <>
            <Button variant="ghost" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={formId} variant="primary" busy={isPending}>
              Save field
            </Button>
          </>
        }
      >
        <form {...form} id={formId} method="post" className="flex flex-col gap-4 pt-2 text-ink" noValidate>
          {error && !error.fields && <FormError>{error.message}</FormError>}
          <TextField
            label="Name"
            name="label"
            defaultValue={field.label}
            error={fields.label}
            maxLength={60}
          />
          <SelectField
            label="Dimension"
            name="dimension"
            defaultValue={field.dimension}
            error={fields.dimension}
            options={DIMENSIONS.map((value) => ({ value, label: capitalise(value) }))}
            help="Where the field stands when a rule is made."
          />
          {isList && (
            <TextareaField
              label="Choices"
              name="choices"
              rows={4}
              defaultValue={field.choices.join("\n")}
              error={
                fields.choices ?? Object.entries(fields).find(([key]) => key.startsWith("choices."))?.[1]
              }
              help="One a line. A choice that customers have stays."
            />
          )}
          <SelectField
            label="Special category"
            name="special"
            optional
            placeholder="None"
            defaultValue={field.special ?? ""}
            error={fields.special}
            options={Object.entries(SPECIAL_LABEL).map(([value, label]) => ({ value, label }))}
            help="Data that GDPR article 9 protects: never used in a rule without explicit consent."
          />
          <Checkbox
            label="Points at one person"
            name="isPersonal"
            defaultChecked={field.isPersonal}
            help="Such as an account number: hidden from roles that see no names."
          />
        </form>
      </Dialog>
    </>
  );
}
