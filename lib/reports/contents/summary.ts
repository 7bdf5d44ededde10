import { findingOf, outcomeSentence } from "@/lib/campaigns/results/words";
import { formatDay } from "@/lib/days";
import { formatCount, formatList, formatMoney, formatNumber, formatPercent } from "@/lib/format";
import { METRICS, relativeChange } from "@/lib/kpis/metric";
import type { TargetRow } from "@/lib/kpis/report";
import { targetHref, targetOwner } from "@/lib/kpis/target-state";
import { spanName } from "../period";
import { type ReportContents, revenueChange } from "./contents";

/** Below this change the figure counts as steady: the noise of single orders. */
const STEADY = 0.02;
/** A segment is named when its change is at least this part of the whole one. */
const CARRIES = 0.1;
const MOST_NAMED = 3;

/** A sentence of the summary, with where its figures stand. */
export type SummaryLine = { text: string; href: string };

/**
 * What the period brought, in sentences made of the figures: revenue and which segments carry its change, targets, campaigns
 * that ended, decisions, what waits. Quiet where nothing changed, and causal only where a control group was held out.
 */
export function summaryOf(contents: ReportContents, currency: string): SummaryLine[] {
  const money = (minor: number) => formatMoney(minor, currency, 0);
  const lines = [
    ...revenueLines(contents, money),
    ...targetLines(contents),
    ...campaignLines(contents),
    ...decisionLines(contents),
    ...openLines(contents),
  ];
  return lines.length > 1
    ? lines
    : [...lines, { text: "Nothing else changed that needs your attention.", href: "/overview" }];
}

type Money = (minor: number) => string;

function revenueLines(contents: ReportContents, money: Money): SummaryLine[] {
  const { report, span, prior, now, before, today, isOver } = contents;
  const where = spanName(report.period, span, today);
  const then = `the ${report.period} before`;
  if (now.orders === 0 && now.revenueMinor === 0)
    return [{ text: `No order was placed in ${where}${isOver ? "" : " so far"}.`, href: "/kpis" }];
  const figures = `${money(now.revenueMinor)} from ${formatCount(now.orders, "order")}`;
  const change = relativeChange(now.revenueMinor, before.revenueMinor);
  // A period that still runs is not held against a whole one.
  if (!isOver) return [{ text: `So far ${where} has brought ${figures}.`, href: "/kpis" }];
  if (change === null)
    return [
      { text: `Revenue in ${where} was ${figures}; ${then} brought nothing to compare with.`, href: "/kpis" },
    ];
  const was = `${money(before.revenueMinor)} in ${spanName(report.period, prior, today)}`;
  if (Math.abs(change) < STEADY)
    return [{ text: `Revenue was steady: ${figures} in ${where}, after ${was}.`, href: "/kpis" }];
  const direction = change > 0 ? "rose" : "fell";
  const head = {
    text: `Revenue ${direction} by ${formatPercent(Math.abs(change))}: ${figures} in ${where}, after ${was}.`,
    href: "/kpis",
  };
  return [head, ...carrierLines(contents, money)];
}

function carrierLines(contents: ReportContents, money: Money): SummaryLine[] {
  const whole = contents.now.revenueMinor - contents.before.revenueMinor;
  const signed = (minor: number) => `${minor > 0 ? "+" : ""}${money(minor)}`;
  const changes = contents.segments.flatMap((segment) => {
    const change = revenueChange(segment);
    return change !== null && Math.abs(change) >= Math.abs(whole) * CARRIES
      ? [{ ...segment, change, words: `“${segment.name}” (${signed(change)})` }]
      : [];
  });
  const along = changes.filter(({ change }) => change > 0 === whole > 0).slice(0, MOST_NAMED);
  const against = changes.filter(({ change }) => change > 0 !== whole > 0).slice(0, MOST_NAMED);
  const [first] = [...along, ...against];
  if (!first) return [];
  const parts = [
    ...(along.length > 0 ? [`It shows in ${formatList(along.map(({ words }) => words))}`] : []),
    ...(against.length > 0 ? [`against it went ${formatList(against.map(({ words }) => words))}`] : []),
  ];
  const text = parts.join("; ").replace(/^a/, "A");
  const shared = changes.length > 1 ? " Segments share people, so these do not add up." : "";
  return [{ text: `${text}, of ${signed(whole)} in all.${shared}`, href: `/segments/${first.id}/kpis` }];
}

const targetName = (target: TargetRow) =>
  `${METRICS[target.metric].label.toLowerCase()} of ${targetOwner(target)}`;

function targetLines({ targets, today }: ReportContents): SummaryLine[] {
  const ended = targets.filter(({ endOn }) => endOn < today);
  const late = targets.filter(
    ({ endOn, pace }) => endOn >= today && (pace.state === "off" || pace.state === "at risk"),
  );
  const [first] = late;
  return [
    ...ended.map((target) => ({
      text: `The target for ${targetName(target)} ended ${target.pace.state === "met" ? "met" : "missed"}${
        target.actual === null ? "" : `, at ${formatPercent(target.actual / target.value, 0)} of it`
      }.`,
      href: targetHref(target),
    })),
    ...(first
      ? [
          {
            text: `Off the pace: ${formatList(
              late.map(
                (target) =>
                  `${targetName(target)} (${target.pace.state}${
                    target.pace.ratio === null
                      ? ""
                      : `, ${formatPercent(target.pace.ratio, 0)} of what should be there by now`
                  })`,
              ),
            )}.`,
            href: targetHref(first),
          },
        ]
      : []),
  ];
}

function campaignLines({ campaigns, today }: ReportContents): SummaryLine[] {
  const ended = campaigns.filter(({ event }) => event === "ended");
  const lines = ended.map(({ id, name, endOn, outcome }) => ({
    text: `“${name}” ended on ${formatDay(endOn, today)}. ${
      outcome === null
        ? "It was never launched, so there is no result."
        : outcome === "hidden"
          ? "Its groups are too small for your role."
          : outcomeSentence(outcome, { isOver: true })
    }`,
    href: `/campaigns/${id}/results`,
  }));
  const clear = ended.filter(({ outcome }) => {
    if (!outcome || outcome === "hidden") return false;
    return findingOf(outcome) === "helped" || findingOf(outcome) === "harmed";
  });
  const [first] = ended;
  const isMany = ended.filter(({ outcome }) => outcome && outcome !== "hidden" && outcome.effect).length > 1;
  if (!first || !isMany || clear.length === 0) return lines;
  const caution = `Of ${formatNumber(ended.length)} results read together, one in twenty looks clear by chance alone.`;
  return [...lines, { text: caution, href: `/campaigns/${first.id}/results` }];
}

function decisionLines({ decisions }: ReportContents): SummaryLine[] {
  const [first] = decisions;
  if (!first) return [];
  const each = decisions.map(
    ({ title, decidedBy }) => `“${title}”${decidedBy ? ` (${decidedBy.name})` : ""}`,
  );
  const count = formatCount(decisions.length, "decision");
  return [
    {
      text: `${count} ${decisions.length === 1 ? "was" : "were"} taken: ${formatList(each)}.`,
      href: decisions.length === 1 ? `/decisions/${first.id}` : "/decisions",
    },
  ];
}

function openLines({ matters }: ReportContents): SummaryLine[] {
  const waiting = (matters ?? []).filter(({ decided }) => !decided);
  const [first] = waiting;
  if (!first) return [];
  const more = waiting.length > 1 ? `, and ${formatCount(waiting.length - 1, "other thing")}` : "";
  return [{ text: `Needs a decision: ${first.title}${more}.`, href: first.href }];
}
