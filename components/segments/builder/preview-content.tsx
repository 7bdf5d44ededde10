"use client";

import { clsx } from "clsx";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Delta } from "@/components/ui/delta";
import { FreshnessMark } from "@/components/ui/freshness-mark";
import { CHANNEL_LABEL } from "@/lib/customers/fields";
import { formatCount, formatMoment, formatMoney, formatNumber, formatPercent } from "@/lib/format";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";
import type { ParentChoice } from "@/lib/segments/editing/draft";
import type { BreakdownKey } from "@/lib/segments/preview/breakdown";
import type { Rule } from "@/lib/segments/rule";
import { PeopleToTry } from "./people-to-try";
import type { LivePreview, PreviewAnswer } from "./use-preview";
import type { Trial } from "./use-trial";

const Breakdowns = lazy(() => import("./breakdowns").then((module) => ({ default: module.Breakdowns })));

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
          <Details {...props} answer={answer} />
        </div>
      )}
    </div>
  );
}

function Size({ live, before, timeZone }: PreviewContentProps) {
  const { answer, isCounting } = live;
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {answer ? (
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
              period={`than version ${before.version}`}
              showPeriod
            />
          </span>
        )}
      </p>
      <div className={clsx("text-xs text-ink-2", (answer || isCounting) && "min-h-8")}>
        {isCounting
          ? "counting the rule as it is now…"
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

function Details(props: PreviewContentProps & { answer: PreviewAnswer }) {
  const { answer, rule, parent, catalogue, trial } = props;
  const { steps, parentSize, base, size } = answer;
  const isGathering = rule.kind === "any";
  const [open, setOpen] = useState<ReadonlySet<BreakdownKey>>(new Set());
  const toggle = (key: BreakdownKey, isOpen: boolean) =>
    setOpen((now) => new Set(isOpen ? [...now, key] : [...now].filter((one) => one !== key)));
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid grid-cols-2 gap-3">
        <Figure term="Revenue of these" value={formatMoney(answer.revenueMinor, catalogue.currency, 0)} />
        <Figure
          term="Revenue per customer"
          value={size > 0 ? formatMoney(answer.revenueMinor / size, catalogue.currency) : "–"}
        />
      </dl>
      <section>
        <h3 className="mb-2 text-xs font-semibold text-ink-2">
          {isGathering ? "How the conditions add up" : "How the conditions narrow it down"}
        </h3>
        <ol className="flex flex-col gap-2">
          <Step label="All customers" count={base} share={1} tone="0" />
          {parentSize !== null && (
            <Step
              label={`In “${parent?.name ?? "the parent"}”`}
              count={parentSize}
              share={base > 0 ? parentSize / base : 0}
              tone="0"
            />
          )}
          {steps.map((step, index) => (
            <Step
              key={step.path.join(".")}
              label={capital(`${isGathering && index > 0 ? "or " : ""}${step.sentence}`)}
              count={step.left}
              share={base > 0 ? step.left / base : 0}
              tone={index === steps.length - 1 ? "1" : "0"}
            />
          ))}
        </ol>
      </section>
      <PeopleToTry people={answer.sample} size={size} rule={rule} trial={trial} catalogue={catalogue} />
      {size > 0 && (
        <section>
          <h3 className="mb-2 text-xs font-semibold text-ink-2">May be contacted by</h3>
          <ul className="grid grid-cols-2 gap-x-4 gap-y-2">
            {answer.reach.map((one) => (
              <li key={one.channel} className="text-xs">
                <span className="flex justify-between gap-2">
                  <span className="text-ink-2">{CHANNEL_LABEL[one.channel]}</span>
                  <span className="num">{formatNumber(one.size)}</span>
                </span>
                <Bar share={one.size / size} tone="3" />
              </li>
            ))}
          </ul>
        </section>
      )}
      {size > 0 && answer.breakdowns.length > 0 && (
        <Suspense fallback={null}>
          <Breakdowns breakdowns={answer.breakdowns} open={open} onToggle={toggle} />
        </Suspense>
      )}
    </div>
  );
}

function Figure({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{term}</dt>
      <dd className="num text-sm font-medium">{value}</dd>
    </div>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function Step({ label, count, share, tone }: { label: string; count: number; share: number; tone: string }) {
  return (
    <li className="text-xs">
      <span className="flex items-baseline justify-between gap-3">
        <span className="line-clamp-3 min-w-0 text-ink-2" title={label}>
          {label}
        </span>
        <span className="num flex-none font-medium">{formatNumber(count)}</span>
      </span>
      <Bar share={share} tone={tone} />
    </li>
  );
}

/** The figure stands beside it in words. */
function Bar({ share, tone }: { share: number; tone: string }) {
  return (
    <span aria-hidden="true" className="mt-1 block h-1.5 overflow-clip rounded-full bg-sunken dark:bg-line">
      <span
        className="block h-full rounded-full"
        style={{
          width: `${Math.min(1, share) * 100}%`,
          minWidth: share > 0 ? 4 : 0,
          background: `var(--chart-${tone})`,
        }}
      />
    </span>
  );
}
