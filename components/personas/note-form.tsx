"use client";

import { Plus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/input";
import { TextareaField } from "@/components/ui/textarea";
import { type Action, useActionForm } from "@/components/ui/use-action";

export type NoteDraft = { title: string; heldOn: string; who: string; text: string; quotes: string[] };

export type NoteFormProps<Base extends object> = {
  action: Action<Base & NoteDraft, { noteId: string }>;
  /** What names the persona of a new note, or the note. */
  base: Base;
  initial: NoteDraft;
  closeHref: string;
};

let keys = 0;
const quoted = (text: string) => ({ key: ++keys, text });

/** A research note: what was said, by whom (their role), when, and the sentences worth keeping word for word. */
export function NoteForm<Base extends object>({ action, base, initial, closeHref }: NoteFormProps<Base>) {
  const router = useRouter();
  const [quotes, setQuotes] = useState(() => initial.quotes.map(quoted));
  const { form, fields, isPending, error } = useActionForm(action, {
    toInput: (data) => ({
      ...base,
      title: String(data.get("title")),
      heldOn: String(data.get("heldOn")),
      who: String(data.get("who")),
      text: String(data.get("text")),
      quotes: quotes.map(({ text }) => text),
    }),
    done: "Note saved",
    onDone: () => router.push(closeHref as "/", { scroll: false }),
  });
  return (
    <form {...form} noValidate className="flex flex-col gap-4">
      <TextField
        label="Title"
        name="title"
        defaultValue={initial.title}
        error={fields.title}
        maxLength={120}
      />
      <TextField label="Day" name="heldOn" type="date" defaultValue={initial.heldOn} error={fields.heldOn} />
      <TextField
        label="Who was asked"
        name="who"
        defaultValue={initial.who}
        error={fields.who}
        help="Their role, never a name: “regular of two years, buys in the shop”."
        maxLength={120}
        optional
      />
      <TextareaField
        label="What they said"
        name="text"
        defaultValue={initial.text}
        error={fields.text}
        rows={6}
        optional
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-sm font-medium">Quotes</legend>
        {quotes.map(({ key, text }, index) => (
          <div key={key} className="flex items-end gap-2">
            <TextField
              className="min-w-0 flex-1"
              label={`Quote ${index + 1}`}
              name={`quotes.${index}`}
              value={text}
              error={fields[`quotes.${index}`]}
              maxLength={400}
              onChange={(event) =>
                setQuotes(quotes.map((one) => (one.key === key ? { key, text: event.target.value } : one)))
              }
            />
            <IconButton
              label={`Remove quote ${index + 1}`}
              onClick={() => setQuotes(quotes.filter((one) => one.key !== key))}
            >
              <X aria-hidden="true" />
            </IconButton>
          </div>
        ))}
        <Button
          className="self-start"
          size="sm"
          onClick={() => setQuotes([...quotes, quoted("")])}
          disabled={quotes.length >= 20}
        >
          <Plus aria-hidden="true" />
          Add quote
        </Button>
      </fieldset>
      {error && <FormError>{error.message}</FormError>}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={isPending}>
          Save note
        </Button>
        <ButtonLink href={closeHref as "/"} scroll={false} variant="ghost">
          Discard
        </ButtonLink>
      </div>
    </form>
  );
}
