"use client";

import { Plus, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Sentence } from "@/components/ui/sentence";
import { TokenSelect } from "@/components/ui/token-select";
import { currencyUnit } from "@/lib/format";
import { FIGURE_NAME } from "@/lib/segments/editing/choices";
import type { SpreadSearch } from "@/lib/segments/model";
import type { NumberTest } from "@/lib/segments/operators";
import type { OrderFilter, OrdersCondition } from "@/lib/segments/rule";
import { type ConditionProps, useBuilder } from "./builder-context";
import { FigureTokens, isOnce, timesWord } from "./figure-tokens";
import { ADD_FILTER, FilterLine } from "./filter-line";
import { PolarityToken, SubjectToken } from "./tokens";
import { ValueTokens } from "./value-tokens";
import { WindowTokens } from "./window-tokens";

/** A figure over orders: how many, for how much, how long ago; in a period; of some categories or products. */
export function OrdersTokens({ lineId, condition, isNegated, onChange }: ConditionProps<OrdersCondition>) {
  const { catalogue } = useBuilder();
  const { figure, test, window, where } = condition;
  const { symbol, digits } = currencyUnit(catalogue.currency);
  const money = { unit: symbol, scale: 10 ** digits, min: 0 };
  const spread: SpreadSearch = {
    of: "orders",
    key: figure,
    ...(window && { window }),
    ...(where && { where }),
  };
  const subject = (
    <SubjectToken lineId={lineId}>{figure === "count" ? "place an order" : FIGURE_NAME[figure]}</SubjectToken>
  );
  const set = (next: NumberTest, isNot: boolean, key?: string) =>
    onChange({ ...condition, test: next }, isNot, key);
  const setWhere = (next: OrderFilter | null) => {
    const { where: _, ...rest } = condition;
    onChange(next ? { ...rest, where: next } : rest);
  };
  return (
    <>
      <Sentence>
        {figure === "count" && (
          <>
            <PolarityToken
              label="Did or did not"
              words={["did", "did not"]}
              isNegated={isNegated}
              onChange={(next) => onChange(condition, next)}
            />
            {subject}
            {(!isNegated || !isOnce(test)) && (
              <>
                <FigureTokens
                  name="times"
                  test={test}
                  isNegated={isNegated}
                  hasOwnNot
                  fewer="fewer than"
                  min={0}
                  spread={spread}
                  onChange={set}
                />
                <span>{timesWord(test)}</span>
              </>
            )}
          </>
        )}
        {(figure === "spend" || figure === "average") && (
          <>
            {subject}
            {figure === "average" && <span>is</span>}
            <FigureTokens
              name={FIGURE_NAME[figure]}
              test={test}
              isNegated={isNegated}
              {...money}
              spread={spread}
              onChange={set}
            />
          </>
        )}
        {(figure === "daysSinceFirst" || figure === "daysSinceLast") && (
          <>
            {subject}
            <span>was</span>
            <FigureTokens
              name="days ago"
              test={test}
              isNegated={isNegated}
              min={0}
              spread={spread}
              onChange={set}
            />
            <span>days ago</span>
          </>
        )}
        <WindowTokens
          window={window}
          onChange={(next, key) => {
            const { window: _, ...rest } = condition;
            onChange(next ? { ...rest, window: next } : rest, isNegated, key);
          }}
        />
      </Sentence>
      {where ? (
        <FilterLine joint="where">
          <TokenSelect
            label="What was bought"
            value={where.by}
            options={[
              { value: "category", label: "category" },
              { value: "product", label: "product" },
            ]}
            onChange={(event) => setWhere({ by: event.target.value as OrderFilter["by"], anyOf: [] })}
          />
          <span>is</span>
          <ValueTokens
            key={where.by}
            name={where.by}
            values={where.anyOf}
            source={
              where.by === "category"
                ? { fixed: catalogue.categories.map(({ name }) => name), from: { of: "category" } }
                : { from: { of: "product" } }
            }
            labelOf={(value) =>
              (where.by === "product" &&
                catalogue.products.find(({ externalId }) => externalId === value)?.name) ||
              value
            }
            onChange={(anyOf) => setWhere({ ...where, anyOf })}
          />
          <IconButton
            label={`Remove the filter on ${where.by}`}
            className="size-6"
            onClick={() => setWhere(null)}
          >
            <X aria-hidden="true" />
          </IconButton>
        </FilterLine>
      ) : (
        <button type="button" className={ADD_FILTER} onClick={() => setWhere({ by: "category", anyOf: [] })}>
          <Plus aria-hidden="true" />
          category or product
        </button>
      )}
    </>
  );
}
