"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId } from "react";
import { ActionButton } from "@/components/ui/action-button";
import { Button } from "@/components/ui/button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { Campaign } from "@/lib/campaigns/campaign";
import { REASON_LABEL } from "@/lib/campaigns/launch/reasons";
import type { StatusChange } from "@/lib/campaigns/model";
import { finishWords, refusal } from "@/lib/campaigns/refusal";
import { STATUS_LABEL } from "@/lib/campaigns/status";
import { formatCount, formatList, formatNumber } from "@/lib/format";
import { inTurn, type Versioned } from "./in-turn";

type CampaignStep = Campaign["steps"][number];
type SetStatus = (input: StatusChange) => Promise<Versioned>;

const ASKS_ABOVE = 1000;

/** The steps that may follow, the likely one first; one that is not open says why below. */
export function CampaignSteps({ campaign, setStatus }: { campaign: Campaign; setStatus: SetStatus }) {
  const id = useId();
  const router = useRouter();

  /** After what the page still saves; an old page is renewed, so that the next try is on what it shows. */
  async function step(input: StatusChange): Promise<Versioned> {
    const result = await inTurn(
      input.campaignId,
      input.version,
      (version) => setStatus({ ...input, version }),
      { needsAll: true },
    );
    if (!result.ok && result.error.code === "CONFLICT") router.refresh();
    return result;
  }

  const reasons = campaign.steps.map((each) =>
    each.mayApprove
      ? refusal(each)
      : `${refusal(each)} A manager or an owner of the workspace launches it.`.trim(),
  );
  const said = [...new Set(reasons.filter(Boolean))];
  if (campaign.steps.length === 0) return null;
  return (
    <div className="flex flex-col gap-1 md:items-end">
      <div className="flex flex-wrap items-center gap-2">
        {[...campaign.steps].reverse().map((each, index, all) => (
          <StepButton
            key={each.to}
            step={each}
            campaign={campaign}
            setStatus={step}
            isPrimary={index === all.length - 1}
            reasonId={reasons[campaign.steps.indexOf(each)] ? id : undefined}
          />
        ))}
      </div>
      {said.length > 0 && (
        <p id={id} className="max-w-[52ch] text-xs text-ink-3 md:text-right">
          {said.join(" ")}{" "}
          {reasons.some((reason) => reason.startsWith("Cannot")) && (
            <Link
              href={`/campaigns/${campaign.id}#checklist`}
              className="inline-flex min-h-6 items-center text-accent underline underline-offset-2"
            >
              What is missing
            </Link>
          )}
        </p>
      )}
    </div>
  );
}

type StepButtonProps = {
  step: CampaignStep;
  campaign: Campaign;
  setStatus: SetStatus;
  isPrimary: boolean;
  reasonId: string | undefined;
};

/** What is asked before a step that no other takes back. */
function confirmationOf(step: CampaignStep, campaign: Campaign) {
  if (step.to === "running" && !campaign.isLaunched)
    return {
      question: `Launch “${campaign.name}”?`,
      consequences: <Consequences campaign={campaign} />,
      confirmLabel: "Launch campaign",
      typedName: (campaign.audience?.treated ?? 0) > ASKS_ABOVE ? campaign.name : undefined,
    };
  if (step.to === "finished" && campaign.status !== "archived")
    return {
      question: `Finish “${campaign.name}”?`,
      consequences: finishWords(campaign),
      confirmLabel: "Finish campaign",
    };
  return null;
}

function StepButton({ step, campaign, setStatus, isPrimary, reasonId }: StepButtonProps) {
  const input = { campaignId: campaign.id, version: campaign.version, to: step.to };
  const variant = isPrimary && step.to !== "archived" ? "primary" : "default";
  if (reasonId)
    return (
      <Button variant={variant} disabled aria-describedby={reasonId}>
        {step.label}
      </Button>
    );
  const done = `“${campaign.name}” is ${STATUS_LABEL[step.to].toLowerCase()} now`;
  const asked = confirmationOf(step, campaign);
  if (asked)
    return (
      <ConfirmButton action={setStatus} input={input} variant={variant} tone="primary" done={done} {...asked}>
        {step.label}
      </ConfirmButton>
    );
  return (
    <ActionButton
      action={setStatus}
      input={input}
      variant={variant}
      done={done}
      undo={
        step.leadsBack
          ? {
              action: setStatus,
              input: { ...input, to: campaign.status },
            }
          : undefined
      }
    >
      {step.label}
    </ActionButton>
  );
}

function Consequences({ campaign }: { campaign: Campaign }) {
  const { audience, segments } = campaign;
  if (!audience) return <>Its audience is frozen, which cannot be undone.</>;
  const leftOut = audience.leftOut.map(
    ({ reason, people }) => `${formatNumber(people)} ${REASON_LABEL[reason].toLowerCase()}`,
  );
  return (
    <>
      {formatCount(audience.members, "person", "people")} are in {formatCount(segments.length, "segment")}:{" "}
      {formatNumber(audience.treated)} become its audience and {formatNumber(audience.control)} are held out
      as control group
      {leftOut.length > 0 && `; left out are ${formatList(leftOut)}`}. Who is in which is frozen: this cannot
      be undone.
    </>
  );
}
