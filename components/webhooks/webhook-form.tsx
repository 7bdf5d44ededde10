"use client";

import { useState } from "react";
import { CopyField } from "@/components/settings/copy-field";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { TextField } from "@/components/ui/input";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { WebhookInput, WebhookUpdate } from "@/lib/webhooks/model";
import { SegmentChoice, type SegmentOption } from "./segment-choice";

export type WebhookFormProps = Pick<ButtonProps, "variant" | "size" | "children"> & {
  options: readonly SegmentOption[];
} & (
    | { create: Action<WebhookInput, { secret: string }>; given?: undefined }
    | { change: Action<WebhookUpdate, void>; given: WebhookUpdate }
  );

/** Asks where to send what; after a new one is made, its secret is shown, once. */
export function WebhookForm(props: WebhookFormProps) {
  const { options, given, variant, size, children } = props;
  const save = async (input: WebhookInput) => {
    if (props.given === undefined) return props.create(input);
    const saved = await props.change({ ...input, webhookId: props.given.webhookId });
    return saved.ok ? { ok: true as const, value: null } : saved;
  };
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [segmentIds, setSegmentIds] = useState<string[]>([...(given?.segmentIds ?? [])]);
  const { form, fields, error, isPending, clear } = useActionForm<WebhookInput, { secret: string } | null>(
    save,
    {
      toInput: (data) => ({
        ...{ name: String(data.get("name")), url: String(data.get("url")) },
        ...{ segmentIds, hearsLaunches: data.get("hearsLaunches") === "on" },
      }),
      quiet: true,
      done: given ? "Webhook saved" : undefined,
      onDone: (made) => (made ? setSecret(made.secret) : setOpen(false)),
    },
  );
  const close = () => {
    setOpen(false);
    setSecret(null);
    setSegmentIds([...(given?.segmentIds ?? [])]);
    clear();
  };
  return (
    <>
      <Button variant={variant} size={size} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        width="md"
        title={secret ? "Keep this secret" : given ? "Change the webhook" : "New webhook"}
        footer={
          secret ? (
            <Button variant="primary" onClick={close}>
              Done
            </Button>
          ) : (
            <>
              <Button variant="ghost" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" form="webhook-form" variant="primary" busy={isPending}>
                {given ? "Save webhook" : "Create webhook"}
              </Button>
            </>
          )
        }
      >
        {secret ? (
          <SecretField secret={secret} />
        ) : (
          <form
            {...form}
            id="webhook-form"
            method="post"
            className="flex flex-col gap-4 pt-2 text-ink"
            noValidate
          >
            {error && !error.fields && <FormError>{error.message}</FormError>}
            <TextField
              label="Name"
              name="name"
              defaultValue={given?.name}
              error={fields.name}
              maxLength={80}
              autoComplete="off"
            />
            <TextField
              label="Address"
              name="url"
              type="url"
              defaultValue={given?.url}
              error={fields.url}
              placeholder="https://example.com/facet"
              autoComplete="off"
              help="Messages are posted here as JSON, signed as Standard Webhooks says."
            />
            <Checkbox
              name="hearsLaunches"
              label="Launches of campaigns"
              defaultChecked={given?.hearsLaunches}
              help="With the frozen audience, in pages: keys of people, their channels and variants."
            />
            <SegmentChoice
              options={options}
              chosen={segmentIds}
              onChange={setSegmentIds}
              error={fields.segmentIds}
            />
          </form>
        )}
      </Dialog>
    </>
  );
}

/** A signing secret in the only moment in which it is shown. */
export function SecretField({ secret }: { secret: string }) {
  return (
    <div className="flex flex-col gap-3">
      <p>The receiver checks with it that a message is from here and was not changed on its way.</p>
      <CopyField
        label="Signing secret"
        noun="secret"
        value={secret}
        help="It is shown only now. A new one can be made later."
      />
    </div>
  );
}
