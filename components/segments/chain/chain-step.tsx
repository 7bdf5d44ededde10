import Link from "next/link";
import type { ReactNode } from "react";
import { Pill, type Tone } from "@/components/ui/pill";
import { outcomeSentence } from "@/lib/campaigns/results/words";
import { STATUS_LABEL } from "@/lib/campaigns/status";
import { type Day, formatDay, formatDayRange } from "@/lib/days";
import { type DecisionRow, linkHref, linkWords, STATE_LABEL } from "@/lib/decisions/decision";
import { figureSentence } from "@/lib/decisions/words";
import { formatCount, formatNumber } from "@/lib/format";
import type { ChainStage, ChainStep } from "@/lib/segments/chain/chain";

export const STAGE_WORD: Record<ChainStage, string> = {
  data: "Data",
  version: "Version",
  persona: "Persona",
  campaign: "Campaign",
  result: "Result",
  decision: "Decision",
};
const TONE: Record<ChainStage, Tone> = {
  data: "plain",
  version: "accent",
  persona: "plain",
  campaign: "plain",
  result: "plain",
  decision: "warn",
};

/** Somebody's sentence, to be ended by ours. */
const withoutStop = (text: string) => text.replace(/[.\s]+$/, "");

type StepProps = { step: ChainStep; segmentId: string; today: Day; currency: string; floor: number };

/** One step of a segment's chain as a sentence with its figures and where they stand. */
export function ChainStepItem({ step, ...rest }: StepProps) {
  return (
    <li className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[96px_84px_minmax(0,1fr)] print:break-inside-avoid">
      <time dateTime={step.day} className="num text-sm text-ink-3">
        {formatDay(step.day, rest.today)}
      </time>
      <span>
        <Pill tone={TONE[step.stage]}>{STAGE_WORD[step.stage].toLowerCase()}</Pill>
      </span>
      <div className="max-w-[80ch] min-w-0 text-sm max-md:col-span-2">
        <Words step={step} {...rest} />
      </div>
    </li>
  );
}

function Words({ step, segmentId, today, currency, floor }: StepProps) {
  switch (step.stage) {
    case "data": {
      const { id, fileName, by, rows } = step.brought;
      return (
        <p>
          <Lead href={`/customers/import/${id}`}>{fileName}</Lead> was brought in{by && ` by ${by}`}:{" "}
          {formatCount(rows, "new or changed row")}.
        </p>
      );
    }
    case "version": {
      const { version, sentence, note, sizeBefore, sizeAfter, by } = step.version;
      const sizes = [sizeBefore, sizeAfter].flatMap((size) => (size === null ? [] : [formatNumber(size)]));
      return (
        <>
          <p>
            <Lead href={`/segments/${segmentId}/history`}>Version {version}</Lead>
            {by && ` by ${by}`}
            {sizes.length > 0 && <span className="num">: {sizes.join(" → ")} customers</span>}
            {note && `. ${withoutStop(note)}`}.
          </p>
          <p className="text-ink-2">{sentence}</p>
          <From decisions={step.from} />
        </>
      );
    }
    case "persona": {
      const { id, name, tagline, by } = step.persona;
      return (
        <p>
          <Lead href={`/personas/${id}`}>{name}</Lead> became its face{by && `, drawn by ${by}`}
          {tagline && `: ${withoutStop(tagline)}`}.
        </p>
      );
    }
    case "campaign": {
      const { id, name, status, segmentVersion, startOn, endOn, isLaunched } = step.campaign;
      return (
        <>
          <p>
            <Lead href={`/campaigns/${id}`}>{name}</Lead> was {isLaunched ? "launched" : "written down"} on{" "}
            <Link href={`/segments/${segmentId}/history`} className="hover:underline">
              version {segmentVersion}
            </Link>
            , <span className="num">{formatDayRange(startOn, endOn, today)}</span>; it is{" "}
            {STATUS_LABEL[status].toLowerCase()}.
          </p>
          <From decisions={step.from} />
        </>
      );
    }
    case "result":
      return (
        <p className="num">
          <Lead href={`/campaigns/${step.campaign.id}/results`}>{step.campaign.name}</Lead>:{" "}
          {step.outcome === "hidden"
            ? `groups of fewer than ${floor} are hidden for your role.`
            : outcomeSentence(step.outcome, step)}
        </p>
      );
    case "decision":
      return <Decided decision={step.decision} today={today} currency={currency} floor={floor} />;
  }
}

function Decided({
  decision,
  today,
  currency,
  floor,
}: Omit<StepProps, "step" | "segmentId"> & { decision: DecisionRow }) {
  const { id, title, reason, outcome, figure, links, decidedBy, state } = decision;
  return (
    <>
      <p>
        <Lead href={`/decisions/${id}`}>{title}</Lead>, decided{decidedBy && ` by ${decidedBy.name}`}; it is{" "}
        {STATE_LABEL[state].toLowerCase()}.
      </p>
      <p className="text-ink-2">{reason}</p>
      {figure && (
        <p className="num text-ink-2">
          {figure === "hidden"
            ? `Its figure is of fewer than ${floor} people.`
            : `${figureSentence(figure, currency, today)}.`}
        </p>
      )}
      {links.length > 0 && (
        <p className="text-ink-2">
          Led to{" "}
          {links.map((link, index) => (
            <span key={link.id}>
              {index > 0 && (index === links.length - 1 ? " and " : ", ")}
              <Link href={linkHref(link)} className="text-accent underline print:no-underline">
                {linkWords(link)}
              </Link>
            </span>
          ))}
          .
        </p>
      )}
      {outcome && <p className="text-ink-2">What came of it: {outcome}</p>}
    </>
  );
}

function Lead({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="font-medium hover:underline">
      {children}
    </Link>
  );
}

/** The decisions that led here. */
function From({ decisions }: { decisions: readonly DecisionRow[] }) {
  if (decisions.length === 0) return null;
  return (
    <p className="text-ink-2">
      After the decision{" "}
      {decisions.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <Link href={`/decisions/${id}`} className="text-accent underline print:no-underline">
            {title}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}
