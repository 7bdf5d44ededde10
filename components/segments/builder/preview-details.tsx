"use client";

import { useState } from "react";
import { CHANNEL_LABEL } from "@/lib/customers/fields";
import { formatMoney, formatNumber } from "@/lib/format";
import type { BreakdownKey } from "@/lib/segments/preview/breakdown";
import { Breakdowns } from "./breakdowns";
import { PeopleToTry } from "./people-to-try";
import type { PreviewContentProps } from "./preview-content";
import type { PreviewAnswer } from "./use-preview";

/** Beside the size: revenue, how it narrows, who is in, by which channels, and what sets them apart. */
export function PreviewDetails(props: PreviewContentProps & { answer: PreviewAnswer }) {
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
        <Breakdowns breakdowns={answer.breakdowns} open={open} onToggle={toggle} />
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
