"use client";

import { clsx } from "clsx";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Delta } from "@/components/ui/delta";
import { FreshnessMark } from "@/components/ui/freshness-mark";
import { formatCount, formatMoment, formatNumber, formatPercent } from "@/lib/format";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import type { ParentChoice } from "@/lib/segments/editing/draft";
import { spoken } from "@/lib/segments/preview/estimate";
import type { Rule } from "@/lib/segments/rule";
import type { Interim, LivePreview } from "./use-preview";
import type { Trial } from "./use-trial";

const PreviewDetails = lazy(() =>
  import("./preview-details").then((module) => ({ default: module.PreviewDetails })),
);

export type PreviewContentProps = {
  live: LivePreview;
  /** Lines that keep the rule from being counted. */
  problemCount: number;
  rule: Rule;
  parent: ParentChoice | null;
  trial: Trial;
  /** The stored size, with its version, when a segment is edited. */
  before: { size: number; version: number } | null;
  catalogue: RuleCatalogue;
  timeZone: string;
};

/** Who the rule matches now: how many, what share, how it narrows, by which channels, and five of them. */
export function PreviewContent(props: PreviewContentProps) {
  const { live, problemCount, before } = props;
  const { answer, error } = live;
  return (
    <div className="flex flex-col gap-5" aria-busy={live.isCounting}>
      <Size {...props} before={before} />
      {error && (
        <Callout
          tone="warn"
          title="Not counted."
          action={
            <Button size="sm" onClick={live.retry}>
              Count again
            </Button>
          }
        >
          {error.message}
        </Callout>
      )}
      {!answer && !error && !live.isCounting && props.rule.children.length === 0 && (
        <p className="text-sm text-ink-2">Add a condition to see who matches.</p>
      )}
      {!answer && !error && !live.isCounting && props.rule.children.length > 0 && (
        <p className="text-sm text-ink-2">
          {problemCount === 1 ? "One line is" : `${problemCount} lines are`} not complete yet. The rule is
          counted as soon as {problemCount === 1 ? "it is" : "they are"}.
        </p>
      )}
      {answer && (
        <div className={live.isCounting ? "opacity-60 transition-opacity" : undefined}>
          <Suspense fallback={null}>
            <PreviewDetails {...props} answer={answer} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

function Size({ live, before, timeZone }: PreviewContentProps) {
  const { answer, isCounting, interim } = live;
  const estimate = interim?.estimate && spoken(interim.estimate);
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {estimate ? (
          <>
            <span className="num text-2xl font-semibold text-ink-3">≈ {formatNumber(estimate.size)}</span>{" "}
            <span className="num text-sm text-ink-2">± {formatNumber(estimate.margin)}</span>
          </>
        ) : answer ? (
          <>
            <span className={clsx("num text-2xl font-semibold", isCounting && "text-ink-3")}>
              {formatNumber(answer.size)}
            </span>{" "}
            <span className="text-sm text-ink-2">{answer.size === 1 ? "customer" : "customers"}</span>
          </>
        ) : (
          <span className="flex min-h-10 items-center text-md font-semibold text-ink-3">
            {isCounting ? "Counting…" : "Not counted"}
          </span>
        )}
        {answer && !isCounting && before && answer.size !== before.size && (
          <span className="rounded-full bg-sunken px-2 py-0.5 dark:bg-hover">
            <Delta
              value={answer.size - before.size}
              digits={0}
              unit=""
              goodWhen="none"
              period={`against version ${before.version}`}
              showPeriod
            />
          </span>
        )}
      </p>
      <div className={clsx("text-xs text-ink-2", (answer || isCounting) && "min-h-8")}>
        {isCounting
          ? waitingText(interim)
          : answer && (
              <>
                <span className="num">{formatPercent(answer.share)}</span> of{" "}
                <span className="num">{formatCount(answer.base, "customer")}</span>,{" "}
                <span className="num">{formatPercent(answer.revenueShare)}</span> of all revenue
                <span className="block">
                  <FreshnessMark
                    text={`counted ${formatMoment(new Date(answer.at), timeZone, new Date())}`}
                    details={[
                      { term: "Customers", value: `${formatNumber(answer.size)}, counted exactly` },
                      { term: "Base", value: formatNumber(answer.base) },
                    ]}
                  />
                </span>
              </>
            )}
      </div>
    </div>
  );
}

function waitingText(interim: Interim | null): string {
  const since = interim && interim.seconds > 1 ? `, ${interim.seconds} s so far` : "";
  if (interim?.estimate) return `an estimate from a part of the customers; counting exactly${since}…`;
  return `counting the rule as it is now${since}…`;
}
