import { clsx } from "clsx";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page-header";
import { decideHref } from "@/lib/decisions/figure";
import type { Matter } from "@/lib/overview/matter";

const DOT: Record<Matter["kind"], string> = {
  conflict: "bg-bad",
  loss: "bg-warn",
  target: "bg-warn",
  late: "bg-accent",
};

/** What waits for a decision, one sentence and one way to act each; who may decide records it from here. */
export function MatterList({ matters, mayDecide }: { matters: readonly Matter[]; mayDecide: boolean }) {
  return (
    <Section title="Needs a decision" meta={matters.filter(({ decided }) => !decided).length}>
      {matters.length === 0 ? (
        <p className="flex items-center gap-2 rounded-lg border border-line bg-surface px-4 py-3 text-sm text-ink-2">
          <CircleCheck aria-hidden="true" className="size-4 text-good" />
          Nothing waits: no conflict, no loss above 8 %, every target on track, no campaign late.
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {matters.map(({ kind, title, detail, href, act, about, decided }) => (
            <li key={title} className="flex items-center gap-x-3 gap-y-1 px-4 py-2 max-md:flex-wrap">
              <span
                aria-hidden="true"
                className={clsx("size-2 flex-none rounded-full", decided ? "bg-line-strong" : DOT[kind])}
              />
              <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5">
                <span className="text-base">{title}</span>
                <span className="text-sm text-ink-3">{detail}</span>
                {decided && (
                  <span className="text-sm text-ink-2">
                    decided:{" "}
                    <Link href={`/decisions/${decided.id}`} className="text-accent underline">
                      {decided.title}
                    </Link>
                  </span>
                )}
              </span>
              <span className="flex flex-none gap-1 max-md:basis-full max-md:justify-end">
                {mayDecide && !decided && (
                  <ButtonLink
                    variant="ghost"
                    href={decideHref(about)}
                    aria-label={`Record decision: ${title}`}
                  >
                    Decide
                  </ButtonLink>
                )}
                <ButtonLink href={href} aria-label={`${act}: ${title}`} className="md:min-w-32">
                  {act}
                </ButtonLink>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
