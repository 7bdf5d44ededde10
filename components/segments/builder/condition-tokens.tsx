"use client";

import { Sentence } from "@/components/ui/sentence";
import { TokenSelect } from "@/components/ui/token-select";
import { CHANNEL_LABEL, CONSENT_STATES, type ConsentState } from "@/lib/customers/fields";
import { STANDING_CHOICES, STANDING_LABEL, standingWord } from "@/lib/customers/scores/standings";
import { currencyUnit } from "@/lib/format";
import { answerType, questionOf } from "@/lib/segments/catalogue/catalogue";
import { SCORE_NAME, SCORE_RANGE } from "@/lib/segments/editing/choices";
import { fieldOf } from "@/lib/segments/fields";
import type { RuleCondition } from "@/lib/segments/rule";
import { type ConditionProps, useBuilder } from "./builder-context";
import { EventFigureTokens, EventTimeTokens, EventTokens } from "./event-tokens";
import { FigureTokens } from "./figure-tokens";
import { OrdersTokens } from "./orders-tokens";
import { TestTokens } from "./test-tokens";
import { PolarityToken, SubjectToken } from "./tokens";

type Of<Kind extends RuleCondition["kind"]> = ConditionProps<Extract<RuleCondition, { kind: Kind }>>;

/** A condition as a sentence of words that can be changed. */
export function ConditionTokens({ lineId, condition, isNegated, onChange }: ConditionProps) {
  const rest = { lineId, isNegated, onChange };
  switch (condition.kind) {
    case "field":
      return <FieldTokens condition={condition} {...rest} />;
    case "attribute":
      return <AttributeTokens condition={condition} {...rest} />;
    case "orders":
      return <OrdersTokens condition={condition} {...rest} />;
    case "event":
      return <EventTokens condition={condition} {...rest} />;
    case "eventFigure":
      return <EventFigureTokens condition={condition} {...rest} />;
    case "eventTime":
      return <EventTimeTokens condition={condition} {...rest} />;
    case "survey":
      return <SurveyTokens condition={condition} {...rest} />;
    case "consent":
      return <ConsentTokens condition={condition} {...rest} />;
    case "score":
      return <ScoreTokens condition={condition} {...rest} />;
    case "standing":
      return <StandingTokens condition={condition} {...rest} />;
    case "segment":
      return <SegmentTokens condition={condition} {...rest} />;
    case "everyone":
      return (
        <Sentence>
          <PolarityToken
            label="Everyone or no one"
            words={["everyone of", "no one of"]}
            isNegated={isNegated}
            onChange={(next) => onChange(condition, next)}
          />
          <SubjectToken lineId={lineId}>All customers</SubjectToken>
        </Sentence>
      );
  }
}

function FieldTokens({ lineId, condition, isNegated, onChange }: Of<"field">) {
  const { catalogue } = useBuilder();
  const field = fieldOf(condition.field);
  const label = field?.label ?? condition.field;
  const key = condition.field;
  const unit = key === "age" ? "years" : key === "income" ? catalogue.currency : undefined;
  return (
    <Sentence>
      <SubjectToken lineId={lineId}>{label}</SubjectToken>
      <TestTokens
        type={field?.type ?? "text"}
        name={label}
        test={condition.test}
        isNegated={isNegated}
        unit={unit}
        spread={{ of: "field", key }}
        source={{
          fixed: field?.choices,
          ...(field?.hasSuggestions && { from: { of: "field", key } }),
        }}
        onChange={(test, next, edit) => onChange({ ...condition, test }, next, edit)}
      />
    </Sentence>
  );
}

function AttributeTokens({ lineId, condition, isNegated, onChange }: Of<"attribute">) {
  const { catalogue } = useBuilder();
  const attribute = catalogue.attributes.find(({ key }) => key === condition.attribute);
  const label = attribute?.label ?? condition.attribute;
  const isClosed = !attribute || attribute.special !== null || attribute.isPersonal;
  const choices = attribute?.choices ?? [];
  return (
    <Sentence>
      <SubjectToken lineId={lineId}>{label}</SubjectToken>
      <TestTokens
        type={attribute?.type ?? "text"}
        name={label}
        test={condition.test}
        isNegated={isNegated}
        spread={isClosed ? undefined : { of: "attribute", key: condition.attribute }}
        source={{
          ...(choices.length > 0 && { fixed: choices }),
          ...(!isClosed && { from: { of: "attribute", key: condition.attribute } }),
        }}
        onChange={(test, next, edit) => onChange({ ...condition, test }, next, edit)}
      />
    </Sentence>
  );
}

function SurveyTokens({ lineId, condition, isNegated, onChange }: Of<"survey">) {
  const { catalogue } = useBuilder();
  const question = questionOf(catalogue, condition.survey, condition.question);
  const label = question?.text ?? condition.question;
  return (
    <Sentence>
      <span>{isNegated && condition.test.op === "isKnown" ? "did not answer" : "answered"}</span>
      <SubjectToken lineId={lineId}>{label}</SubjectToken>
      <TestTokens
        type={question ? answerType(question) : "text"}
        name={`the answer to ${label}`}
        test={condition.test}
        isNegated={isNegated}
        spread={{ of: "answer", survey: condition.survey, key: condition.question }}
        source={{
          ...(question && question.choices.length > 0 && { fixed: question.choices }),
          from: { of: "answer", survey: condition.survey, key: condition.question },
        }}
        onChange={(test, next, edit) => onChange({ ...condition, test }, next, edit)}
      />
    </Sentence>
  );
}

const CONSENT_WORDS: Record<ConsentState, string> = {
  in: "opted in",
  out: "opted out",
  unknown: "without an answer",
};

function ConsentTokens({ lineId, condition, isNegated, onChange }: Of<"consent">) {
  const channel = CHANNEL_LABEL[condition.channel];
  return (
    <Sentence>
      <PolarityToken
        label="Is or is not"
        words={["is", "is not"]}
        isNegated={isNegated}
        onChange={(next) => onChange(condition, next)}
      />
      <TokenSelect
        label="Consent"
        value={condition.status}
        options={CONSENT_STATES.map((value) => ({ value, label: CONSENT_WORDS[value] }))}
        onChange={(event) => onChange({ ...condition, status: event.target.value as ConsentState })}
      />
      <span>{condition.status === "in" ? "to" : "for"}</span>
      <SubjectToken lineId={lineId}>{channel}</SubjectToken>
    </Sentence>
  );
}

function ScoreTokens({ lineId, condition, isNegated, onChange }: Of<"score">) {
  const { catalogue } = useBuilder();
  const { score } = condition;
  const [lowest, highest] = SCORE_RANGE[score];
  const { symbol, digits } = currencyUnit(catalogue.currency);
  return (
    <Sentence>
      <SubjectToken lineId={lineId}>{SCORE_NAME[score]}</SubjectToken>
      <span>is</span>
      <FigureTokens
        name={SCORE_NAME[score]}
        test={condition.test}
        isNegated={isNegated}
        min={lowest}
        max={highest ?? undefined}
        {...(score === "expectedValue" && { unit: symbol, scale: 10 ** digits })}
        {...(score === "chanceActive" && { unit: "%" })}
        spread={{ of: "score", key: score }}
        onChange={(test, next, edit) => onChange({ ...condition, test }, next, edit)}
      />
      <span className="text-xs text-ink-3">
        {highest === null ? "in the coming 12 months" : score !== "chanceActive" && `of ${lowest}–${highest}`}
      </span>
    </Sentence>
  );
}

function StandingTokens({ lineId, condition, isNegated, onChange }: Of<"standing">) {
  const { standing, test } = condition;
  return (
    <Sentence>
      <SubjectToken lineId={lineId}>{STANDING_LABEL[standing]}</SubjectToken>
      <TestTokens
        type="choice"
        name={STANDING_LABEL[standing]}
        test={test}
        isNegated={isNegated}
        source={{ fixed: STANDING_CHOICES[standing] }}
        labelOf={(key) => standingWord(standing, key)}
        onChange={(next, isNot, edit) => onChange({ ...condition, test: next }, isNot, edit)}
      />
    </Sentence>
  );
}

function SegmentTokens({ lineId, condition, isNegated, onChange }: Of<"segment">) {
  const { catalogue } = useBuilder();
  const segment = catalogue.segments.find(({ id }) => id === condition.segmentId);
  return (
    <Sentence>
      <PolarityToken
        label="In or not in the segment"
        words={["is in", "is not in"]}
        isNegated={isNegated}
        onChange={(next) => onChange(condition, next)}
      />
      <SubjectToken lineId={lineId}>{segment?.name ?? "A segment that is gone"}</SubjectToken>
    </Sentence>
  );
}
