import { CircleCheck } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/page-header";
import type { Decision } from "@/lib/overview/decision";

const DOT: Record<Decision["kind"], string> = {
  conflict: "bg-bad",
  loss: "bg-warn",
  target: "bg-warn",
  late: "bg-accent",
};

/** What waits for a decision, one sentence and one button each. */
export function DecisionList({ decisions }: { decisions: Decision[] }) {
  return (
    <Section title="Needs a decision" meta={decisions.length}>
      {decisions.length === 0 ? (
        <p className="flex items-center gap-2 rounded-lg border border-line bg-surface px-4 py-3 text-sm text-ink-2">
          <CircleCheck aria-hidden="true" className="size-4 text-good" />
          Nothing waits: no conflict, no loss above 8 %, every target on track, no campaign late.
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {decisions.map((decision) => (
            <li key={decision.title} className="flex items-center gap-3 px-4 py-2">
              <span aria-hidden="true" className={`size-2 flex-none rounded-full ${DOT[decision.kind]}`} />
              <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5">
                <span className="text-base">{decision.title}</span>
                <span className="text-sm text-ink-3">{decision.detail}</span>
              </span>
              <ButtonLink href={decision.href} aria-label={`${decision.act}: ${decision.title}`}>
                {decision.act}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
