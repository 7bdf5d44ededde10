import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { type ScoreFormulas, weightsOf } from "@/lib/customers/scores/formulas";
import type { ScoreEdges } from "@/lib/customers/scores/movement";
import { groupOf, LIFECYCLE_LABEL, LIFECYCLE_STAGES, RFM_GROUPS } from "@/lib/customers/scores/standings";
import {
  bandingWords,
  bandWords,
  engagementWords,
  lifecycleWords,
  RFM_SCORES,
  RFM_WORDS,
  rhythmWords,
} from "@/lib/customers/scores/words";
import { currencyUnit, formatNumber } from "@/lib/format";
import type { ScoreActions } from "./score-dialog";
import { BandingForm, EngagementForm, LifecycleForm } from "./score-forms";

type ScoresViewProps = {
  formulas: ScoreFormulas;
  edges: ScoreEdges;
  events: readonly { name: string; label: string }[];
  readers: readonly string[];
  currency: string;
  /** Only for who may change them. */
  actions?: ScoreActions;
};

/** Each score as a formula in words, with what it comes to today. */
export function ScoresView({ formulas, edges, events, readers, currency, actions }: ScoresViewProps) {
  const { symbol, digits } = currencyUnit(currency);
  const units = { recency: "days", frequency: "orders", monetary: symbol };
  const shared = actions && { ...actions, readers };
  const stages = lifecycleWords(formulas.lifecycle);
  const weights = weightsOf(formulas.engagement);
  return (
    <>
      <Card
        title="Recency, frequency and monetary"
        meta="1 to 5, 5 is best; only of people with an order"
        flush
      >
        <Table label="RFM scores">
          <TableHead sticky={false}>
            <Th>Score</Th>
            {[1, 2, 3, 4, 5].map((score) => (
              <Th key={score} num>
                {score}
              </Th>
            ))}
            {shared && <Th hideLabel>Actions</Th>}
          </TableHead>
          <TableBody>
            {RFM_SCORES.map((score) => {
              const bands = bandWords(score, edges[score], currency);
              return (
                <Tr key={score}>
                  <RowHeader>
                    <span className="min-w-0 py-1">
                      <span className="block">{RFM_WORDS[score].label}</span>
                      <span className="block text-xs font-normal text-ink-3">
                        {RFM_WORDS[score].of}, {bandingWords(formulas[score])}
                      </span>
                    </span>
                  </RowHeader>
                  {[0, 1, 2, 3, 4].map((at) => (
                    <Td key={at} num>
                      <span className="text-ink-3 md:hidden">{at + 1}: </span>
                      {bands[at] ?? "–"}
                    </Td>
                  ))}
                  {shared && (
                    <Td className="text-right">
                      <BandingForm
                        {...shared}
                        score={score}
                        banding={formulas[score]}
                        edges={edges[score]}
                        scale={score === "monetary" ? 10 ** digits : 1}
                        unit={units[score]}
                      />
                    </Td>
                  )}
                </Tr>
              );
            })}
          </TableBody>
        </Table>
      </Card>
      <Card
        title="RFM groups"
        meta="by recency and frequency; the monetary score is the third figure of a cell"
      >
        <GroupGrid />
      </Card>
      <Card
        title="Engagement"
        meta="0 to 100"
        action={shared && <EngagementForm {...shared} engagement={formulas.engagement} events={events} />}
      >
        <p className="max-w-[70ch] text-sm text-ink-2">{engagementWords(formulas.engagement)}</p>
        {events.length > 0 && (
          <ul aria-label="Points of a day with the event" className="mt-3 flex flex-wrap gap-1.5">
            {events.map(({ name, label }) => (
              <li key={name}>
                <Pill>
                  {label} <span className="num">{pointsText(weights[name] ?? 1)}</span>
                </Pill>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card
        title="Lifecycle stage"
        meta="the first that holds"
        action={shared && <LifecycleForm {...shared} lifecycle={formulas.lifecycle} />}
      >
        <DescriptionList
          className="max-w-xl"
          items={LIFECYCLE_STAGES.map((stage) => ({
            key: stage,
            term: <span className="text-ink">{LIFECYCLE_LABEL[stage]}</span>,
            value: stages[stage],
          }))}
        />
        <p className="mt-3 max-w-[70ch] text-xs text-ink-3">{rhythmWords(formulas.lifecycle)}</p>
      </Card>
    </>
  );
}

const pointsText = (weight: number) =>
  weight === 0 ? "not counted" : `× ${formatNumber(weight, Number.isInteger(weight) ? 0 : 1)}`;

/** Which pair of scores makes which group: a grid, or on a phone a list. */
function GroupGrid() {
  const scores = [5, 4, 3, 2, 1];
  return (
    <>
      <DescriptionList
        className="md:hidden"
        items={Object.values(RFM_GROUPS).map(({ label, pairs }) => ({
          term: <span className="text-ink">{label}</span>,
          key: label,
          value: pairs.map((pair) => `${pair[0]} and ${pair[1]}`).join(", "),
        }))}
      />
      <table
        aria-label="RFM groups"
        className="w-full table-fixed border-separate border-spacing-1 text-xs max-md:hidden"
      >
        <thead>
          <tr>
            <th scope="col" className="w-24 text-left font-medium text-ink-3">
              Recency
            </th>
            {[1, 2, 3, 4, 5].map((frequency) => (
              <th key={frequency} scope="col" className="num font-medium text-ink-3">
                Frequency {frequency}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scores.map((recency) => (
            <tr key={recency}>
              <th scope="row" className="num text-left font-medium text-ink-3">
                {recency}
              </th>
              {[1, 2, 3, 4, 5].map((frequency) => {
                const group = groupOf(recency, frequency);
                return (
                  <td key={frequency} className="rounded-sm bg-sunken px-2 py-1.5 text-center text-ink">
                    {group && RFM_GROUPS[group].label}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
