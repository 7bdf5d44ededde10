import Link from "next/link";
import { Sparkline } from "@/components/charts/sparkline";
import { Change } from "@/components/kpis/change";
import { metricText } from "@/components/kpis/metric-text";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import { PageTitle } from "@/components/ui/page-header";
import { formatDay } from "@/lib/days";
import { METRICS, metricValue } from "@/lib/kpis/metric";
import { REPORT_METRICS, type ReportContents } from "@/lib/reports/contents/contents";
import { summaryOf } from "@/lib/reports/contents/summary";
import { spanName } from "@/lib/reports/period";
import { SECTION_LABEL } from "@/lib/reports/report";
import {
  CampaignsPart,
  DecisionsPart,
  OpenPart,
  ReportPart,
  SegmentsPart,
  TargetsPart,
} from "./report-parts";

export type ReportDocumentProps = {
  contents: ReportContents;
  currency: string;
  floor: number;
  workspaceName: string;
  /** "as of 09:41" where the results of campaigns were counted before. */
  asOf: string | null;
};

/** A report of one period, on screen and on A4: the summary in words, then the parts that were chosen. */
export function ReportDocument({ contents, currency, floor, workspaceName, asOf }: ReportDocumentProps) {
  const { report, span, today, isOver } = contents;
  const has = (part: (typeof report.sections)[number]) => report.sections.includes(part);
  return (
    <article className="flex flex-col gap-5">
      <PageTitle
        lead={
          <span className="text-sm">
            {workspaceName}, {spanName(report.period, span, today)}
            {!isOver && ", which still runs"}. Read on {formatDay(today)}, from the figures as they are now.
          </span>
        }
      >
        {report.name}
      </PageTitle>
      <section aria-labelledby="report-summary" className="rounded-lg border border-line bg-surface p-4">
        <h2 id="report-summary" className="mb-2 text-sm font-semibold">
          In short
        </h2>
        <ul className="flex max-w-[75ch] flex-col gap-2">
          {summaryOf(contents, currency).map(({ text, href }) => (
            <li key={text} className="num text-base">
              {text}{" "}
              <Link
                href={href as "/"}
                aria-label={`Open what is behind: ${text}`}
                className="inline-flex min-h-6 items-center text-xs text-accent underline underline-offset-2 print:hidden"
              >
                open
              </Link>
            </li>
          ))}
        </ul>
      </section>
      {has("figures") && <KeyFigures contents={contents} currency={currency} />}
      {has("segments") && (
        <ReportPart title={SECTION_LABEL.segments} meta="by change in revenue">
          <SegmentsPart contents={contents} currency={currency} floor={floor} />
        </ReportPart>
      )}
      {has("targets") && (
        <ReportPart
          title={SECTION_LABEL.targets}
          meta={contents.isCurrent ? "as they stand today" : "that ended"}
        >
          <TargetsPart contents={contents} currency={currency} />
        </ReportPart>
      )}
      {has("campaigns") && (
        <ReportPart
          title={SECTION_LABEL.campaigns}
          meta={`in this ${report.period}${asOf ? `; results ${asOf}` : ""}`}
        >
          <CampaignsPart contents={contents} floor={floor} />
        </ReportPart>
      )}
      {has("decisions") && (
        <ReportPart title={SECTION_LABEL.decisions} meta={`taken in this ${report.period}`}>
          <DecisionsPart contents={contents} currency={currency} />
        </ReportPart>
      )}
      {has("open") && (
        <ReportPart title={SECTION_LABEL.open} meta="as of today">
          <OpenPart contents={contents} />
        </ReportPart>
      )}
    </article>
  );
}

function KeyFigures({ contents, currency }: { contents: ReportContents; currency: string }) {
  const { report, now, before, trend, isOver } = contents;
  return (
    <KeyFigureStrip label={SECTION_LABEL.figures}>
      {REPORT_METRICS.map((metric) => {
        const value = metricValue(metric, now);
        const { label, formula, polarity, unit } = METRICS[metric];
        return (
          <KeyFigure
            key={metric}
            name={label}
            value={metricText(metric, value, currency, true)}
            change={
              isOver && (
                <Change
                  {...{ unit, now: value, goodWhen: polarity, period: `against the ${report.period} before` }}
                  before={metricValue(metric, before)}
                />
              )
            }
            note={formula}
          >
            <Sparkline
              values={trend.map(({ tally }) => metricValue(metric, tally) ?? 0)}
              label={`${label} of the last ${trend.length} ${report.period}s`}
            />
          </KeyFigure>
        );
      })}
    </KeyFigureStrip>
  );
}
