import { CHANNEL_LABEL, CHANNELS } from "@/lib/customers/fields";
import { STANDING_LABEL, STANDINGS, type Standing } from "@/lib/customers/scores/standings";
import { answerType, type CatalogueEvent, type RuleCatalogue } from "../catalogue/catalogue";
import { FIELD_KEYS, FIELDS } from "../fields";
import type { NumberTest } from "../operators";
import { type OrderFigure, type RuleCondition, SCORES, type Score } from "../rule";
import { usualTest } from "./comparison";

/** One thing that a condition can be about, as the picker lists it. */
export type ConditionChoice = {
  key: string;
  group: ConditionGroup;
  label: string;
  /** What it is, in a few words; searched too. */
  hint: string;
  /** Why it cannot be chosen. */
  refusal?: string;
  make: () => RuleCondition;
};

export const CONDITION_GROUPS = [
  "Orders",
  "Events",
  "Profile",
  "Attributes",
  "Survey answers",
  "Scores",
  "Consent",
  "Segments",
  "Everyone",
] as const;
export type ConditionGroup = (typeof CONDITION_GROUPS)[number];

export const FIGURE_NAME: Record<OrderFigure, string> = {
  count: "Order placed",
  spend: "Spend",
  average: "Average order value",
  daysSinceLast: "Last order",
  daysSinceFirst: "First order",
};
const FIGURE_HINT: Record<OrderFigure, string> = {
  count: "how often, when, of which category or product; bought, purchase",
  spend: "revenue, net of returns, in a period",
  average: "amount per order, basket",
  daysSinceLast: "days since; recency, lapsed, churn",
  daysSinceFirst: "days since; new customers",
};
const FIGURES: readonly OrderFigure[] = ["count", "spend", "average", "daysSinceLast", "daysSinceFirst"];

export const SCORE_NAME: Record<Score, string> = {
  recency: "Recency score",
  frequency: "Frequency score",
  monetary: "Monetary score",
  engagement: "Engagement score",
  chanceActive: "P(active)",
  expectedOrders: "Expected orders",
  expectedValue: "Expected value",
};
const SCORE_HINT: Record<Score, string> = {
  recency: "RFM, 1 to 5, 5 is best",
  frequency: "RFM, 1 to 5, 5 is best",
  monetary: "RFM, 1 to 5, 5 is best",
  engagement: "0 to 100",
  chanceActive: "percent; chance that somebody still buys, churn",
  expectedOrders: "in the coming 12 months; prediction",
  expectedValue: "in the coming 12 months; CLV, lifetime value",
};
const USUAL_SCORE: Record<Score, NumberTest> = {
  recency: { op: "atLeast", value: 4 },
  frequency: { op: "atLeast", value: 4 },
  monetary: { op: "atLeast", value: 4 },
  engagement: { op: "atLeast", value: 50 },
  chanceActive: { op: "lessThan", value: 40 },
  expectedOrders: { op: "atLeast", value: 2 },
  expectedValue: { op: "moreThan", value: 10_000 },
};
const STANDING_HINT: Record<Standing, string> = {
  lifecycle: "prospect, new, active, slipping, lapsed; churn",
  rfmGroup: "champions, loyal, at risk, lost and others",
  rfmCell: "recency, frequency and monetary score: 555 is best",
};
/** The lowest and the highest value of a score; null for one without an end. */
export const SCORE_RANGE: Record<Score, readonly [number, number | null]> = {
  recency: [1, 5],
  frequency: [1, 5],
  monetary: [1, 5],
  engagement: [0, 100],
  chanceActive: [0, 100],
  expectedOrders: [0, null],
  expectedValue: [0, null],
};

/** Everything that a condition can be about in this workspace, in the order of the groups. `selfId` is left out. */
export function conditionChoices(catalogue: RuleCatalogue, selfId?: string): ConditionChoice[] {
  return [
    ...FIGURES.map(
      (figure): ConditionChoice => ({
        key: `orders ${figure}`,
        group: "Orders",
        label: FIGURE_NAME[figure],
        hint: FIGURE_HINT[figure],
        make: () => ordersCondition(figure),
      }),
    ),
    ...catalogue.events.flatMap(eventChoices),
    ...FIELD_KEYS.map(
      (key): ConditionChoice => ({
        key: `field ${key}`,
        group: "Profile",
        label: FIELDS[key].label,
        hint: `${FIELDS[key].dimension}`,
        make: () => ({ kind: "field", field: key, test: usualTest(FIELDS[key].type) }),
      }),
    ),
    ...catalogue.attributes.map(
      ({ key, label, type, dimension, special }): ConditionChoice => ({
        key: `attribute ${key}`,
        group: "Attributes",
        label,
        hint: dimension,
        ...(special && { refusal: `special category data (${special}): needs explicit consent` }),
        make: () => ({ kind: "attribute", attribute: key, test: usualTest(type) }),
      }),
    ),
    ...catalogue.surveys.flatMap((survey) =>
      survey.questions.map(
        (question): ConditionChoice => ({
          key: `survey ${survey.id} ${question.key}`,
          group: "Survey answers",
          label: question.text,
          hint: survey.name,
          make: () => ({
            kind: "survey",
            survey: survey.id,
            question: question.key,
            test: usualTest(answerType(question)),
          }),
        }),
      ),
    ),
    ...SCORES.map(
      (score): ConditionChoice => ({
        key: `score ${score}`,
        group: "Scores",
        label: SCORE_NAME[score],
        hint: SCORE_HINT[score],
        make: () => ({ kind: "score", score, test: USUAL_SCORE[score] }),
      }),
    ),
    ...STANDINGS.map(
      (standing): ConditionChoice => ({
        key: `standing ${standing}`,
        group: "Scores",
        label: STANDING_LABEL[standing],
        hint: STANDING_HINT[standing],
        make: () => ({ kind: "standing", standing, test: usualTest("choice") }),
      }),
    ),
    ...CHANNELS.map(
      (channel): ConditionChoice => ({
        key: `consent ${channel}`,
        group: "Consent",
        label: `Consent to ${channel === "sms" ? "SMS" : CHANNEL_LABEL[channel].toLowerCase()}`,
        hint: "may be contacted; opted in, opted out",
        make: () => ({ kind: "consent", channel, status: "in" }),
      }),
    ),
    ...catalogue.segments
      .filter(({ id, isArchived }) => id !== selfId && !isArchived)
      .map(
        ({ id, name }): ConditionChoice => ({
          key: `segment ${id}`,
          group: "Segments",
          label: name,
          hint: "in or not in this segment",
          make: () => ({ kind: "segment", segmentId: id }),
        }),
      ),
    {
      key: "everyone",
      group: "Everyone",
      label: "All customers",
      hint: "the whole base",
      make: () => ({ kind: "everyone" }),
    },
  ];
}

/** What can be asked of an event: how often, when first or last, and figures over its numbers. */
function eventChoices({ name, label, properties }: CatalogueEvent): ConditionChoice[] {
  const own = { group: "Events" as const };
  const numbers = properties.filter(({ type }) => type === "number");
  return [
    {
      ...own,
      key: `event ${name}`,
      label,
      hint: label.toLowerCase() === name.replaceAll("_", " ") ? "" : name,
      make: () => ({
        kind: "event",
        event: name,
        count: { op: "atLeast", value: 1 },
        window: { kind: "last", count: 30, unit: "days" },
      }),
    },
    {
      ...own,
      key: `eventTime ${name}`,
      label: `${label}: first or last time`,
      hint: "the day of the first or the last one",
      make: () => ({
        kind: "eventTime",
        event: name,
        which: "last",
        test: { op: "isMoreThanAgo", count: 30, unit: "days" },
      }),
    },
    ...numbers.map(
      ({ key }): ConditionChoice => ({
        ...own,
        key: `eventFigure ${name} ${key}`,
        label: `${label}: ${key.replaceAll("_", " ")}`,
        hint: "sum, average, smallest, largest",
        make: () => ({
          kind: "eventFigure",
          event: name,
          figure: "sum",
          property: key,
          test: { op: "atLeast", value: Number.NaN },
          window: { kind: "last", count: 30, unit: "days" },
        }),
      }),
    ),
  ];
}

/** The key of the choice that a condition is of. */
export function choiceKey(condition: RuleCondition): string {
  switch (condition.kind) {
    case "field":
      return `field ${condition.field}`;
    case "attribute":
      return `attribute ${condition.attribute}`;
    case "orders":
      return `orders ${condition.figure}`;
    case "event":
      return `event ${condition.event}`;
    case "eventTime":
      return `eventTime ${condition.event}`;
    case "eventFigure":
      return `eventFigure ${condition.event} ${condition.property}`;
    case "standing":
      return `standing ${condition.standing}`;
    case "consent":
      return `consent ${condition.channel}`;
    case "segment":
      return `segment ${condition.segmentId}`;
    case "survey":
      return `survey ${condition.survey} ${condition.question}`;
    case "score":
      return `score ${condition.score}`;
    case "everyone":
      return "everyone";
  }
}

/** Choices that hold every word of the query, those whose label begins with it first. */
export function searchChoices(choices: readonly ConditionChoice[], query: string): ConditionChoice[] {
  const words = plain(query).split(" ").filter(Boolean);
  if (words.length === 0) return [...choices];
  const whole = words.join(" ");
  const rank = ({ label, group, hint }: ConditionChoice) => {
    const name = plain(label);
    if (name.startsWith(whole)) return 0;
    if (words.every((word) => name.includes(word))) return 1;
    return words.every((word) => plain(`${label} ${group} ${hint}`).includes(word)) ? 2 : 3;
  };
  const ranked = choices.map((choice) => ({ choice, at: rank(choice) })).filter(({ at }) => at < 3);
  const best = new Map<ConditionGroup, number>();
  for (const { choice, at } of ranked) best.set(choice.group, Math.min(at, best.get(choice.group) ?? at));
  return ranked
    .sort((a, b) => {
      const byGroup = (best.get(a.choice.group) ?? 0) - (best.get(b.choice.group) ?? 0);
      const inOrder = CONDITION_GROUPS.indexOf(a.choice.group) - CONDITION_GROUPS.indexOf(b.choice.group);
      return byGroup || inOrder || a.at - b.at;
    })
    .map(({ choice }) => choice);
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll("-", "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function ordersCondition(figure: OrderFigure): RuleCondition {
  switch (figure) {
    case "count":
      return {
        kind: "orders",
        figure,
        test: { op: "atLeast", value: 1 },
        window: { kind: "last", count: 90, unit: "days" },
      };
    case "spend":
      return {
        kind: "orders",
        figure,
        test: { op: "atLeast", value: Number.NaN },
        window: { kind: "last", count: 365, unit: "days" },
      };
    case "average":
      return { kind: "orders", figure, test: { op: "atLeast", value: Number.NaN } };
    case "daysSinceLast":
      return { kind: "orders", figure, test: { op: "atLeast", value: 60 } };
    case "daysSinceFirst":
      return { kind: "orders", figure, test: { op: "atMost", value: 30 } };
  }
}
