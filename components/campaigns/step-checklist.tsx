import { Circle, CircleCheck } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { Campaign } from "@/lib/campaigns/campaign";
import type { BriefPart } from "@/lib/campaigns/steps";

const PART_WORD: Record<BriefPart, string> = {
  segments: "For whom",
  messages: "Offers and messages",
  frame: "Frame",
  approval: "Approval",
};

/** What the next step asks for, met or not, each with the way to where it is put right. */
export function StepChecklist({ campaign }: { campaign: Campaign }) {
  const step = campaign.steps.find(({ checks }) => checks.length > 0);
  if (!step) return null;
  const met = step.checks.filter(({ reason }) => !reason).length;
  const isReady = met === step.checks.length;
  return (
    <Card
      id="checklist"
      title={isReady ? `Ready to ${step.verb}` : `Before you can ${step.verb} it`}
      meta={`${met} of ${step.checks.length}`}
      className="print:hidden"
    >
      <ul className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {step.checks.map(({ key, label, part, reason }) => (
          <li key={key} className="flex min-h-6 items-start gap-2">
            {reason ? (
              <Circle aria-hidden="true" className="mt-0.5 size-4 flex-none text-warn" />
            ) : (
              <CircleCheck aria-hidden="true" className="mt-0.5 size-4 flex-none text-good" />
            )}
            {reason ? (
              <span className="min-w-0">
                <span className="font-medium">
                  {reason.charAt(0).toUpperCase()}
                  {reason.slice(1)}
                </span>{" "}
                <Link
                  href={`/campaigns/${campaign.id}#${part}`}
                  className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
                >
                  {PART_WORD[part]}
                </Link>
              </span>
            ) : (
              <span className="text-ink-2">
                {label}
                <span className="sr-only">, done</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
