import { type CsvCell, csvFile } from "@/lib/csv";
import { currencyUnit } from "@/lib/format";
import { METRICS, type Metric, metricValue } from "@/lib/kpis/metric";
import { spanName } from "../period";
import { REPORT_METRICS, type ReportContents } from "./contents";
import { summaryOf } from "./summary";

const COLUMNS = ["Part", "Name", "Figure", "Value", "Before", "Low 95 %", "High 95 %", "n", "From", "To"];

/** A report as one flat table: a row per figure, money in units of the currency. */
export function reportCsv(contents: ReportContents, currency: string): string {
  const { report, span, segments, targets, campaigns, decisions, matters, now, before } = contents;
  const has = (part: (typeof report.sections)[number]) => report.sections.includes(part);
  const days = [span.from, span.to];
  const none = [null, null, null];
  const minor = 10 ** currencyUnit(currency).digits;
  const inUnit = (metric: Metric, value: number | null) =>
    value !== null && METRICS[metric].unit === "money" ? value / minor : value;
  const rows: CsvCell[][] = [
    ...summaryOf(contents, currency).map(({ text }) => ["Summary", text, "", null, null, ...none, ...days]),
    ...(has("figures")
      ? REPORT_METRICS.map((metric) => [
          ...["Figures", "All customers", METRICS[metric].label],
          ...[inUnit(metric, metricValue(metric, now)), inUnit(metric, metricValue(metric, before))],
          ...[...none, ...days],
        ])
      : []),
    ...(has("segments")
      ? segments
          .filter(({ isHidden }) => !isHidden)
          .flatMap((segment) =>
            REPORT_METRICS.map((metric) => [
              ...["Segments", segment.name, METRICS[metric].label],
              ...[inUnit(metric, metricValue(metric, segment.now))],
              ...[inUnit(metric, metricValue(metric, segment.before))],
              ...[...none, ...days],
            ]),
          )
      : []),
    ...(has("targets")
      ? targets.map(({ segmentName, campaign, metric, actual, value, startOn, endOn, pace }) => [
          ...[
            "Targets",
            segmentName ?? campaign?.name ?? "All customers",
            `${METRICS[metric].label}, ${pace.state}`,
          ],
          ...[inUnit(metric, actual), inUnit(metric, value), ...none, startOn, endOn],
        ])
      : []),
    ...(has("campaigns")
      ? campaigns.map(({ name, event, outcome, startOn, endOn }) => {
          const effect = outcome && outcome !== "hidden" ? outcome.effect : null;
          const n = outcome && outcome !== "hidden" ? outcome.treated.people + outcome.control.people : null;
          return [
            ...["Campaigns", name, `Difference in the share that bought, ${event}`],
            ...[effect?.difference ?? null, null, effect?.low ?? null, effect?.high ?? null, n],
            ...[startOn, endOn],
          ];
        })
      : []),
    ...(has("decisions")
      ? decisions.map(({ title, figure, state, decidedOn }) => {
          const shown = figure === "hidden" ? null : figure;
          const plain = (value: number | null | undefined) =>
            typeof value === "number" && shown?.unit === "money" ? value / minor : (value ?? null);
          return [
            ...["Decisions", title, shown ? `${shown.title}, ${state}` : state],
            ...[plain(shown?.value), null, plain(shown?.low), plain(shown?.high), shown?.n ?? null],
            ...[decidedOn, decidedOn],
          ];
        })
      : []),
    ...(has("open") && matters
      ? matters.map(({ title, detail }) => ["Needs a decision", title, detail, null, null, ...none, ...days])
      : []),
  ];
  return csvFile(COLUMNS, rows);
}

/** "Weekly look, week 47, 16 – 22 Nov.csv". */
export function reportFileName({ report, span, today }: ReportContents): string {
  return `${report.name}, ${spanName(report.period, span, today)}.csv`;
}
