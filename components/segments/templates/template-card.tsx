import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import type { Offer } from "@/lib/segments/templates/template";

export type TemplateCardProps = {
  offer: Pick<Offer, "key" | "name" | "use">;
  /** Its rule in words. */
  sentence: string;
  /** How many it matches; comes later than the card. */
  size: ReactNode;
};

/** A segment that can be had as it is: what for, whom, how many, and the way into the builder. */
export function TemplateCard({ offer, sentence, size }: TemplateCardProps) {
  return (
    <li className="flex min-w-0 flex-col rounded-lg border border-line bg-surface p-4">
      <h3 className="text-sm font-semibold">{offer.name}</h3>
      <p className="mt-0.5 text-sm text-ink-2">{offer.use}</p>
      <p className="mt-2 flex-1 text-xs text-ink-3">{sentence}.</p>
      <div className="mt-3 flex items-end justify-between gap-3">
        <p className="num min-h-10">{size}</p>
        <ButtonLink size="sm" href={`/segments/new?template=${offer.key}`} prefetch={false}>
          Use<span className="sr-only"> {offer.name}</span>
        </ButtonLink>
      </div>
    </li>
  );
}
