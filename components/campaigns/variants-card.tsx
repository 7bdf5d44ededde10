"use client";

import { Copy, Plus, X } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Pill } from "@/components/ui/pill";
import type { Variant } from "@/lib/campaigns/brief";
import { fieldsWithoutFallback, fillMerge, MERGE_FIELDS, type MergeField } from "@/lib/campaigns/merge";
import type { Holes, PersonField, Preview, PreviewPerson } from "@/lib/campaigns/preview/preview";
import { CAMPAIGN_CHANNEL_LABEL, CAMPAIGN_CHANNELS, type CampaignChannel } from "@/lib/campaigns/status";
import { formatCount, formatList, formatNumber } from "@/lib/format";
import { newId } from "@/lib/ids";
import { ChoicePart, ValuePart } from "./brief-fields";
import { FilledText } from "./filled-text";
import { MergeText } from "./merge-text";
import { useDraft } from "./use-brief";

export type VariantsCardProps = {
  campaignId: string;
  variants: readonly Variant[];
  channels: readonly CampaignChannel[];
  preview: Preview;
  holes: Holes;
  errors: Partial<Record<string, string>>;
  /** Without it the texts are only read. */
  onSave?: (variants: Variant[]) => void;
};

/** "A", "B", …: the first letter that no variant has. */
function freeName(variants: readonly Variant[]): string {
  const taken = new Set(variants.map(({ name }) => name.toLowerCase()));
  const letters = [..."ABCDEFGHIJKLMNOP"].filter((letter) => !taken.has(letter.toLowerCase()));
  return letters[0] ?? `Variant ${variants.length + 1}`;
}

/** What is said: offers and messages with merge fields, each as somebody of the segments would read it. */
export function VariantsCard(props: VariantsCardProps) {
  const { campaignId, variants, channels, preview, holes, errors, onSave } = props;
  const add = (like?: Variant) =>
    onSave?.([
      ...variants,
      {
        ...{ channel: null, offer: "", message: "" },
        ...like,
        ...{ id: newId(), name: freeName(variants) },
      },
    ]);
  return (
    <Card
      id="messages"
      title="Offers and messages"
      meta={variants.length > 1 ? formatCount(variants.length, "variant") : undefined}
      action={<Reader campaignId={campaignId} preview={preview} />}
    >
      <div className="flex flex-col gap-4">
        {variants.length === 0 && (
          <p className="text-sm text-ink-3">
            Nothing is written yet. A variant is an offer and a message, for everybody or for one channel;
            fields such as the first name are filled in for each person.
          </p>
        )}
        {variants.map((variant, index) => (
          <VariantBlock
            key={variant.id}
            variant={variant}
            channels={channels}
            preview={preview}
            errors={{
              name: errors[`variants.${index}.name`],
              text: errors[`variants.${index}`],
            }}
            onSave={
              onSave &&
              ((change) =>
                onSave(variants.map((each) => (each.id === variant.id ? { ...each, ...change } : each))))
            }
            onCopy={() => add(variant)}
            onRemove={() => onSave?.(variants.filter((each) => each.id !== variant.id))}
          />
        ))}
        {errors.variants && <p className="text-xs text-bad">{errors.variants}</p>}
        <HoleLine variants={variants} holes={holes} />
        {onSave && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Button onClick={() => add()}>
              <Plus aria-hidden="true" />
              Add variant
            </Button>
            {variants.length > 0 && (
              <p className="text-xs text-ink-3">
                What stands behind a bar is used where a value is unknown: {"{{firstName|friend}}"}
              </p>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}

/** For whom the texts are filled, and the way to the next person. */
function Reader({ campaignId, preview }: { campaignId: string; preview: Preview }) {
  if (preview === "hidden") return <span className="text-xs text-ink-3">your role sees no people here</span>;
  if (preview === "nobody") return null;
  return (
    <span className="flex min-w-0 items-center gap-2 text-xs text-ink-2">
      <span className="min-w-0 truncate">
        as{" "}
        <Link href={`/customers/${preview.id}`} className="font-medium text-ink hover:underline">
          {preview.name}
        </Link>{" "}
        reads it
      </span>
      <Link
        href={`/campaigns/${campaignId}?after=${preview.id}`}
        scroll={false}
        className="flex min-h-6 flex-none items-center text-accent underline underline-offset-2 print:hidden"
      >
        Another person
      </Link>
    </span>
  );
}

type VariantBlockProps = {
  variant: Variant;
  channels: readonly CampaignChannel[];
  preview: Preview;
  errors: { name?: string; text?: string };
  onSave?: (change: Partial<Variant>) => void;
  onCopy: () => void;
  onRemove: () => void;
};

function VariantBlock(props: VariantBlockProps) {
  const { variant, channels, preview, errors, onSave, onCopy, onRemove } = props;
  const [offer, setOffer] = useDraft(variant.offer);
  const [message, setMessage] = useDraft(variant.message);
  const person = typeof preview === "string" ? null : preview;
  const offered = CAMPAIGN_CHANNELS.filter(
    (channel) => channels.includes(channel) || channel === variant.channel,
  );
  if (!onSave)
    return (
      <section aria-label={`Variant ${variant.name}`} className="rounded-md border border-line p-3">
        <h3 className="flex items-center gap-2 text-sm font-medium">
          {variant.name}
          {variant.channel && <Pill>{CAMPAIGN_CHANNEL_LABEL[variant.channel]}</Pill>}
        </h3>
        <AsRead offer={variant.offer} message={variant.message} person={person} />
      </section>
    );
  return (
    <section
      aria-label={`Variant ${variant.name}`}
      className="grid gap-x-5 gap-y-3 rounded-md border border-line p-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,270px)]"
    >
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex items-end gap-2">
          <div className="w-24 min-w-16">
            <ValuePart
              label="Variant"
              value={variant.name}
              error={errors.name}
              onSave={(name) => onSave({ name })}
            />
          </div>
          <div className="max-w-44 min-w-32 flex-1">
            <ChoicePart
              label="Channel"
              value={variant.channel ?? ""}
              placeholder="Every channel"
              options={offered.map((value) => ({ value, label: CAMPAIGN_CHANNEL_LABEL[value] }))}
              onSave={(channel) => onSave({ channel: (channel || null) as CampaignChannel | null })}
            />
          </div>
          <span className="ml-auto flex">
            <IconButton label={`Copy variant ${variant.name}`} onClick={onCopy}>
              <Copy aria-hidden="true" />
            </IconButton>
            <IconButton label={`Remove variant ${variant.name}`} onClick={onRemove}>
              <X aria-hidden="true" />
            </IconButton>
          </span>
        </div>
        <MergeText
          label="Offer"
          of={variant.name}
          draft={offer}
          saved={variant.offer}
          rows={1}
          without={["offer"]}
          onDraft={setOffer}
          onSave={(text) => onSave({ offer: text })}
        />
        <MergeText
          label="Message"
          of={variant.name}
          draft={message}
          saved={variant.message}
          rows={4}
          error={errors.text}
          onDraft={setMessage}
          onSave={(text) => onSave({ message: text })}
        />
      </div>
      <AsRead offer={offer} message={message} person={person} isPanel />
    </section>
  );
}

const UNKNOWN: PreviewPerson["values"] = {
  ...{ firstName: null, lastName: null, city: null, region: null, company: null },
  ...{ jobTitle: null, lastProduct: null, segment: null, shop: null },
};

type AsReadProps = { offer: string; message: string; person: PreviewPerson | null; isPanel?: boolean };

/** Offer and message filled in; without a person the fields stand by their names. */
function AsRead({ offer, message, person, isPanel }: AsReadProps) {
  const values = person?.values ?? UNKNOWN;
  const plainOffer = fillMerge(offer, { ...values, offer: null })
    .map((part) => part.text)
    .join("");
  const read = (text: string) => {
    if (person) return fillMerge(text, { ...values, offer: plainOffer });
    const named = fillMerge(text, { ...UNKNOWN, offer: null });
    return named.map((part) => (part.kind === "text" ? part : { ...part, kind: "filled" as const }));
  };
  return (
    <div className={isPanel ? "min-w-0 self-start rounded-md bg-sunken p-3" : "mt-2"}>
      {isPanel && (
        <p className="mb-1 text-2xs text-ink-3">
          {person ? `As ${person.name} reads it` : "With fields by their names"}
        </p>
      )}
      {offer && <FilledText parts={read(offer)} className="text-sm font-medium" />}
      {message ? (
        <FilledText parts={read(message)} className="mt-1 text-sm text-ink-2" />
      ) : (
        <p className="mt-1 text-sm text-ink-3">No message yet.</p>
      )}
    </div>
  );
}

/** People for whom a field is unknown and nothing stands in for it. */
function HoleLine({ variants, holes }: { variants: readonly Variant[]; holes: Holes }) {
  if (!holes || holes.people === 0) return null;
  const isCounted = (field: MergeField): field is PersonField => field in holes.without;
  const bare = variants.flatMap(({ offer, message }) => fieldsWithoutFallback(`${offer}\n${message}`));
  const said = [...new Set(bare)].filter(isCounted).flatMap((field) => {
    const count = holes.without[field] ?? 0;
    return count > 0 ? [`${formatNumber(count)} have no ${MERGE_FIELDS[field].toLowerCase()}`] : [];
  });
  if (said.length === 0) return null;
  return (
    <p className="rounded-md bg-warn-soft px-3 py-2 text-sm">
      <span className="font-medium text-warn">A gap in the text.</span> Of{" "}
      {formatCount(holes.people, "person", "people")} who can be contacted, {formatList(said)}, and nothing
      stands in for it.
    </p>
  );
}
