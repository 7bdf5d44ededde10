import { BarList } from "@/components/charts/bar-list";
import { Figure } from "@/components/charts/figure";
import { Callout } from "@/components/ui/callout";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatCount, formatDuration, formatMoney, formatNumber } from "@/lib/format";
import { type ValueFit, warningsOf } from "@/lib/value/report";

/** What must be known before the figures are trusted. */
export function ValueWarnings({ fit }: { fit: ValueFit }) {
  return warningsOf(fit).map((warning) => (
    <Callout key={warning} tone="warn">
      {warning}
    </Callout>
  ));
}

const digits = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4);
const number = (value: number | null | undefined) =>
  value === null || value === undefined || !Number.isFinite(value) ? "–" : formatNumber(value, digits(value));

/** The parameters with their standard errors, and what each is. */
export function FitTable({ fit, currency }: { fit: ValueFit; currency: string }) {
  const { orders, spend } = fit;
  const errors = orders.standardErrors;
  const rows = [
    ["r", orders.r, errors?.r, "shape of how often people order"],
    ["α, weeks", orders.alpha, errors?.alpha, "rate of it: the mean is r ÷ α orders a week while active"],
    ["a", orders.a, errors?.a, "with b: after an order a ÷ (a + b) of the people leave"],
    ["b", orders.b, errors?.b, ""],
    ...(spend
      ? ([
          ["p", spend.p, spend.standardErrors?.p, "shape of a person’s own amounts"],
          ["q", spend.q, spend.standardErrors?.q, "shape of how people’s means differ"],
          [
            "v",
            formatMoney(spend.v, currency),
            spend.standardErrors && formatMoney(spend.standardErrors.v, currency),
            "scale of it",
          ],
        ] as const)
      : []),
  ] as const;
  return (
    <>
      <Table label="Parameters of the models">
        <TableHead sticky={false}>
          <Th>Parameter</Th>
          <Th num>Value</Th>
          <Th num>Standard error</Th>
          <Th>Meaning</Th>
        </TableHead>
        <TableBody>
          {rows.map(([name, value, error, meaning]) => (
            <Tr key={name}>
              <RowHeader>{name}</RowHeader>
              <Td num phone="first">
                {typeof value === "number" ? number(value) : value}
              </Td>
              <Td num phone="second">
                ± {typeof error === "string" ? error : number(error)}
              </Td>
              <Td phone="second">{meaning}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      <p className="px-4 py-3 text-xs text-ink-3">
        BG/NBD over {formatCount(orders.people, "buyer")} with{" "}
        {formatCount(fit.histories, "different history", "different histories")}, log-likelihood{" "}
        {formatNumber(orders.logLikelihood, 1)}
        {spend &&
          `; Gamma-Gamma over ${formatCount(spend.people, "person", "people")} who came back, log-likelihood ${formatNumber(spend.logLikelihood, 1)}`}
        . Fitted in {formatDuration(fit.fitMs)}.
      </p>
    </>
  );
}

/** How often people came back, and how often the model says that they would. */
export function FitCheck({ fit }: { fit: ValueFit }) {
  const { bars } = fit;
  const names = bars.map(({ repeats }) => (repeats === bars.length - 1 ? `${repeats}+` : String(repeats)));
  const people = bars.reduce((sum, { actual }) => sum + actual, 0);
  const off = bars.reduce((sum, bar) => sum + Math.abs(bar.actual - bar.expected), 0) / 2;
  return (
    <Figure
      title="Does the model fit?"
      take={`People by the number of times they came back, with a mark at what the model expects. It places ${formatNumber((1 - off / people) * 100, 1)} % of the people right.`}
      fileName="fit of the model"
      data={{
        columns: ["Came back", "People", "Expected"],
        rows: bars.map((bar, at) => [names[at] ?? "", bar.actual, Math.round(bar.expected * 10) / 10]),
      }}
    >
      <BarList
        label="People by the number of times they came back"
        max={Math.max(...bars.flatMap(({ actual, expected }) => [actual, expected]), 1)}
        items={bars.map((bar, at) => ({
          key: String(bar.repeats),
          label: `${names[at]} times`,
          value: bar.actual,
          text: formatNumber(bar.actual),
          note: `${formatNumber(bar.expected, 1)} expected`,
          mark: bar.expected,
        }))}
      />
    </Figure>
  );
}
