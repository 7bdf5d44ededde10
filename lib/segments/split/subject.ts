import { CHANNEL_LABEL, CHANNELS } from "@/lib/customers/fields";
import { STANDING_LABEL } from "@/lib/customers/scores/standings";
import { answerType, type CatalogueAttribute, type RuleCatalogue } from "../catalogue/catalogue";
import type { Dimension } from "../dimension";
import { FIGURE_NAME, SCORE_NAME } from "../editing/choices";
import { FIELD_KEYS, FIELDS, type FieldKey } from "../fields";
import type { ValueTest, ValueType } from "../operators";
import { negate, type OrderFigure, type RuleCondition, type RuleNode, SCORES, type Score } from "../rule";

/** What a segment can be divided by, under the key that the condition picker uses: "field country". */
export type SplitSubject = {
  key: string;
  group: "Profile" | "Attributes" | "Orders" | "Scores" | "Survey answers" | "Consent";
  label: string;
  dimension: Dimension;
  /** Divided by single values, by bands of a number, or by stretches of days. */
  kind: "values" | "number" | "days";
  /** A whole number, and one of minor units: both say how a band ends. */
  isWhole: boolean;
  isMoney: boolean;
  /** What the test of its condition is: a yes/no is not compared with a text. */
  type: ValueType | "consent" | "score" | "standing";
  condition: (test: ValueTest) => RuleCondition;
  /** Who has no value; null where everybody has one. */
  unknown: RuleNode | null;
};

const KIND: Record<ValueType, SplitSubject["kind"]> = {
  text: "values",
  choice: "values",
  choices: "values",
  boolean: "values",
  number: "number",
  date: "days",
};

const FIGURES: readonly OrderFigure[] = ["spend", "count", "average", "daysSinceLast", "daysSinceFirst"];
const RFM: readonly Score[] = ["recency", "frequency", "monetary"];
/** Stored as whole numbers; the average of minor units and what a workspace defines itself may have a rest. */
const WHOLE_FIELDS: readonly FieldKey[] = ["age", "companySize"];

/** All that the catalogue offers to divide by. Personal texts and special categories are left out. */
export function splitSubjects(catalogue: RuleCatalogue): SplitSubject[] {
  return [
    ...FIELD_KEYS.flatMap(fieldSubject),
    ...catalogue.attributes.flatMap(attributeSubject),
    ...FIGURES.map(
      (figure): SplitSubject => ({
        key: `orders ${figure}`,
        group: "Orders",
        label: figure === "count" ? "Number of orders" : `${FIGURE_NAME[figure]}${AGO[figure] ?? ""}`,
        dimension: figure === "spend" || figure === "average" ? "value" : "behavioural",
        kind: "number",
        isWhole: figure !== "average",
        isMoney: figure === "spend" || figure === "average",
        type: "number",
        condition: (test) => ({ kind: "orders", figure, test: test as never }),
        unknown: figure === "spend" || figure === "count" ? null : NO_ORDER,
      }),
    ),
    ...SCORES.map(
      (score): SplitSubject => ({
        key: `score ${score}`,
        group: "Scores",
        label: SCORE_NAME[score],
        dimension: "value",
        kind: RFM.includes(score) ? "values" : "number",
        isWhole: score !== "chanceActive" && score !== "expectedOrders",
        isMoney: score === "expectedValue",
        type: RFM.includes(score) ? "score" : "number",
        condition: (test) => ({ kind: "score", score, test: test as never }),
        unknown:
          score === "engagement"
            ? null
            : negate({ kind: "score", score, test: { op: "atLeast", value: RFM.includes(score) ? 1 : 0 } }),
      }),
    ),
    ...(["lifecycle", "rfmGroup"] as const).map(
      (standing): SplitSubject => ({
        key: `standing ${standing}`,
        group: "Scores",
        label: STANDING_LABEL[standing],
        dimension: standing === "lifecycle" ? "behavioural" : "value",
        kind: "values",
        isWhole: false,
        isMoney: false,
        type: "standing",
        condition: (test) => ({ kind: "standing", standing, test }),
        unknown:
          standing === "lifecycle" ? null : negate({ kind: "standing", standing, test: { op: "isKnown" } }),
      }),
    ),
    ...catalogue.surveys.flatMap((survey) =>
      survey.questions.flatMap((question): SplitSubject[] => {
        if (question.type === "text") return [];
        const type = answerType(question);
        const condition = (test: ValueTest): RuleCondition => {
          return { kind: "survey", survey: survey.id, question: question.key, test };
        };
        return [
          {
            key: `survey ${survey.id} ${question.key}`,
            group: "Survey answers",
            label: question.text,
            dimension: "psychographic",
            kind: KIND[type],
            isWhole: false,
            isMoney: false,
            type,
            condition,
            unknown: negate(condition({ op: "isKnown" })),
          },
        ];
      }),
    ),
    ...CHANNELS.map(
      (channel): SplitSubject => ({
        key: `consent ${channel}`,
        group: "Consent",
        label: `Consent to ${channel === "sms" ? "SMS" : CHANNEL_LABEL[channel].toLowerCase()}`,
        dimension: "technographic",
        kind: "values",
        isWhole: false,
        isMoney: false,
        type: "consent",
        condition: (test) => ({
          kind: "consent",
          channel,
          status: test.op === "is" ? (test.value as "in" | "out" | "unknown") : "unknown",
        }),
        unknown: null,
      }),
    ),
  ];
}

const NO_ORDER: RuleNode = { kind: "orders", figure: "count", test: { op: "equals", value: 0 } };
const AGO: Partial<Record<OrderFigure, string>> = {
  daysSinceLast: ", days ago",
  daysSinceFirst: ", days ago",
};

function fieldSubject(key: FieldKey): SplitSubject[] {
  const { label, type, dimension, isPersonal } = FIELDS[key];
  if (isPersonal && type !== "date") return [];
  return [
    {
      key: `field ${key}`,
      group: "Profile",
      label,
      dimension,
      kind: KIND[type],
      isWhole: WHOLE_FIELDS.includes(key),
      isMoney: false,
      type,
      condition: (test) => ({ kind: "field", field: key, test }),
      unknown: negate({ kind: "field", field: key, test: { op: "isKnown" } }),
    },
  ];
}

function attributeSubject({ key, label, type, dimension, special, isPersonal }: CatalogueAttribute) {
  if (special || (isPersonal && type !== "date")) return [];
  const subject: SplitSubject = {
    key: `attribute ${key}`,
    group: "Attributes",
    label,
    dimension,
    kind: KIND[type],
    isWhole: false,
    isMoney: false,
    type,
    condition: (test) => ({ kind: "attribute", attribute: key, test }),
    unknown: negate({ kind: "attribute", attribute: key, test: { op: "isKnown" } }),
  };
  return [subject];
}

export function subjectOf(catalogue: RuleCatalogue, key: string | undefined): SplitSubject | null {
  return splitSubjects(catalogue).find((subject) => subject.key === key) ?? null;
}
