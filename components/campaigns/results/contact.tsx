import { Figure } from "@/components/charts/figure";
import { Funnel } from "@/components/charts/funnel";
import { Card } from "@/components/ui/card";
import { funnelSteps, SIDE_STAGES, STAGE_WORD } from "@/lib/campaigns/results/funnel";
import type { Contact } from "@/lib/campaigns/results/outcome";
import { formatNumber, formatPercent } from "@/lib/format";

/** Whom it reached, step by step; every share says of how many. */
export function ContactCard({ stages, treated }: Pick<Contact, "stages"> & { treated: number }) {
  const steps = funnelSteps(treated, stages);
  const side = SIDE_STAGES.filter((stage) => stages[stage] !== undefined);
  const isTracked = Object.keys(stages).length > 0;
  return (
    <Card>
      <Figure
        title="From audience to click"
        take={
          isTracked
            ? "Treated people, each once; the rate is of the step before."
            : "No event carries this campaign, so only what its people did is known. Send events with the property “campaign”."
        }
        data={{
          columns: ["Step", "People", "Of"],
          rows: steps.map((step) => [step.label, step.people, step.of]),
        }}
        fileName="funnel"
      >
        <Funnel
          label="From audience to click"
          steps={steps.map((step) => ({ name: step.label, value: step.people }))}
        />
      </Figure>
      {side.length > 0 && (
        <p className="mt-3 text-xs text-ink-2">
          {side
            .map((stage) => `${STAGE_WORD[stage]}: ${rate(stages[stage] ?? 0, stages.sent ?? treated)}`)
            .join(" · ")}
        </p>
      )}
    </Card>
  );
}

function rate(count: number, of: number): string {
  return of > 0
    ? `${formatNumber(count)} of ${formatNumber(of)} (${formatPercent(count / of)})`
    : formatNumber(count);
}
