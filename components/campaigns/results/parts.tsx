import { EffectRows } from "@/components/charts/effect-row";
import { Figure } from "@/components/charts/figure";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Lift, LiftPart } from "@/lib/campaigns/lift/lift";
import {
  moneyWords,
  pointsRange,
  pointsWords,
  pWords,
  rangeWords,
  relativeRange,
  relativeWords,
  sumWords,
} from "@/lib/campaigns/lift/words";
import { currencyUnit, formatNumber, formatPercent, formatPoints } from "@/lib/format";
import { WithRange } from "./measures";

type PartsProps = {
  title: string;
  /** What the rows are: "segment", "variant". */
  noun: string;
  parts: readonly LiftPart[];
  /** The address of the people behind a row; left out where there is none for this role. */
  hrefOf?: (id: string) => string;
  against: string;
  lift: Lift;
  currency: string;
  fileName: string;
  /** Rows of another card whose p-values were adjusted together with these. */
  beside?: readonly LiftPart[];
};

/** Whether a row is clear once the number of rows is taken into account. */
const isClear = ({ adjustedP, comparison: { bought } }: LiftPart) =>
  (bought?.effect.isCertain ?? false) && (adjustedP ?? 1) < 0.05;

/** The same comparison for each segment or variant, read together: p-values are adjusted for their number. */
export function PartsCard({
  title,
  noun,
  parts,
  hrefOf,
  against,
  lift,
  currency,
  fileName,
  beside = [],
}: PartsProps) {
  const tested = testedOf(parts);
  const together = tested.length + testedOf(beside).length;
  const unit = 10 ** currencyUnit(currency).digits;
  return (
    <Card>
      <Figure
        title={title}
        take={takeOf(noun, tested, together)}
        data={{
          columns: [
            ...[noun, "Treated people", `${against} people`, "Treated bought", `${against} bought`],
            ...["Difference", "Low", "High", "p", "Adjusted p", "Spend per person, difference", "Low, spend"],
            ...["High, spend", "Incremental orders", "Incremental revenue"],
            ...(lift.goal
              ? [`${lift.goal.label}, difference`, `${lift.goal.label}, low`, `${lift.goal.label}, high`]
              : []),
          ],
          rows: parts.map(
            ({ name, adjustedP, comparison: { treated, control, bought, spend, orders, reached } }) => [
              ...[name, treated.people, control.people, treated.buyers, control.buyers],
              ...[bought?.effect.difference ?? null, bought?.effect.low ?? null, bought?.effect.high ?? null],
              ...[bought?.p ?? null, adjustedP],
              ...(["difference", "low", "high"] as const).map((key) =>
                spend ? spend.effect[key] / unit : null,
              ),
              ...[orders?.incremental.value ?? null, spend ? spend.incremental.value / unit : null],
              ...(lift.goal
                ? (["difference", "low", "high"] as const).map((key) => reached?.effect[key] ?? null)
                : []),
            ],
          ),
          format: (value) => formatNumber(value, Number.isInteger(value) ? 0 : 5),
        }}
        fileName={fileName}
      >
        {tested.length > 0 && (
          <EffectRows
            label={`Effect on the share that bought, by ${noun}`}
            format={(value) => formatPoints(value, 2)}
            effects={tested.map((part) => ({
              ...{ key: part.id, name: part.name, href: hrefOf?.(part.id), isClear: isClear(part) },
              note: `n = ${formatNumber(part.comparison.treated.people)} and ${formatNumber(part.comparison.control.people)}`,
              estimate: part.comparison.bought?.effect.difference ?? 0,
              low: part.comparison.bought?.effect.low ?? 0,
              high: part.comparison.bought?.effect.high ?? 0,
            }))}
          />
        )}
      </Figure>
      <div className="-mx-4 mt-3 border-t border-line">
        <Table label={`${title}: figures`} wide>
          <TableHead sticky={false}>
            <Th className="capitalize">{noun}</Th>
            <Th num>Treated</Th>
            <Th num>{against}</Th>
            {lift.goal && <Th num>{lift.goal.label}</Th>}
            <Th num>Bought</Th>
            <Th num>Relative</Th>
            <Th num>Spend per person</Th>
            <Th num>Incremental revenue</Th>
            <Th num>Adjusted</Th>
          </TableHead>
          <TableBody>
            {parts.map((part) => (
              <PartRow key={part.id} part={part} hasGoal={lift.goal !== null} currency={currency} />
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  );
}

function PartRow({ part, hasGoal, currency }: { part: LiftPart; hasGoal: boolean; currency: string }) {
  const { treated, control, bought, reached, spend } = part.comparison;
  const share = (count: number, of: number) => (of > 0 ? formatPercent(count / of, 2) : "–");
  const money = (value: number) => moneyWords(value, currency, 1);
  const sum = (value: number) => sumWords(value, currency);
  return (
    <Tr>
      <RowHeader>{part.name}</RowHeader>
      <Td num label="treated">
        <WithRange
          value={formatNumber(treated.people)}
          range={`${share(treated.buyers, treated.people)} bought`}
        />
      </Td>
      <Td num label="against">
        <WithRange
          value={formatNumber(control.people)}
          range={`${share(control.buyers, control.people)} bought`}
        />
      </Td>
      {hasGoal && (
        <Td num label="goal">
          {reached ? (
            <WithRange value={pointsWords(reached.effect)} range={pointsRange(reached.effect)} />
          ) : (
            "–"
          )}
        </Td>
      )}
      <Td num label="bought">
        {bought ? <WithRange value={pointsWords(bought.effect)} range={pointsRange(bought.effect)} /> : "–"}
      </Td>
      <Td num label="relative">
        {bought?.relative ? (
          <WithRange
            value={relativeWords(bought.relative.difference)}
            range={relativeRange(bought.relative)}
          />
        ) : (
          "–"
        )}
      </Td>
      <Td num label="spend per person">
        {spend ? (
          <WithRange value={money(spend.effect.difference)} range={rangeWords(money, spend.effect)} />
        ) : (
          "–"
        )}
      </Td>
      <Td num label="incremental revenue">
        {spend ? (
          <WithRange value={sum(spend.incremental.value)} range={rangeWords(sum, spend.incremental)} />
        ) : (
          "–"
        )}
      </Td>
      <Td num label="adjusted">
        {part.adjustedP === null ? "–" : pWords(part.adjustedP)}
      </Td>
    </Tr>
  );
}

const testedOf = (parts: readonly LiftPart[]) => parts.filter(({ comparison }) => comparison.bought !== null);

function takeOf(noun: string, tested: readonly LiftPart[], together: number): string {
  const clear = tested.filter(isClear).map(({ name }) => name);
  const untested = tested.length === 0;
  if (untested) return `No ${noun} has people on both sides, so nothing causal can be said about one.`;
  const how =
    together > 1
      ? ` P-values are adjusted for ${formatNumber(together)} rows read together (Benjamini and Hochberg).`
      : "";
  if (clear.length === 0)
    return `Share that bought, 95 % interval: no row is clear, each may be chance.${how}`;
  return `Share that bought, 95 % interval: clear for ${clear.join(", ")}.${how}`;
}

/** In place of rows that this role must not see. */
export function HiddenParts({ noun, floor }: { noun: string; floor: number }) {
  return (
    <Callout title={`Figures by ${noun} are hidden.`}>
      A {noun} has fewer than {floor} people on one side; a marketer or a manager of this workspace can see
      them.
    </Callout>
  );
}
