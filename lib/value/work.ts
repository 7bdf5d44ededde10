import type { BgNbd, BgNbdFit } from "./bg-nbd";
import { fitBgNbd } from "./bg-nbd";
import { chanceActive, expectedNext, type RepeatBar, repeatBars } from "./bg-nbd-predictions";
import { expectedSpend, fitGammaGamma, type GammaGamma, type GammaGammaFit, type Spend } from "./gamma-gamma";
import type { Histories } from "./histories";
import { discountedOrders, monthlyRate, WEEKS_PER_MONTH } from "./lifetime-value";
import { LEAST_REPEATERS, VALUE_MONTHS } from "./report";

/** Folded histories in weeks, and the mean amounts of who came back. */
export type FitWork = { kind: "fit"; histories: Histories; spends: Spend[] };
export type FitDone = { orders: BgNbdFit; spend: GammaGammaFit | null; bars: RepeatBar[] };

/** One row per person, in weeks and minor units. `money` null: everybody spends `meanSpend`. */
export type PredictWork = {
  kind: "predict";
  orders: BgNbd;
  money: GammaGamma | null;
  meanSpend: number;
  discount: number;
  repeats: Int32Array;
  recency: Float64Array;
  age: Float64Array;
  mean: Float64Array;
};
/** Percent, orders, and whole minor units of the coming 12 months. */
export type PredictDone = { active: Float64Array; orders: Float64Array; value: Float64Array };

export function fitModels({ histories, spends }: FitWork): FitDone {
  const orders = fitBgNbd(histories);
  const comparable = spends.filter(({ repeats, mean }) => repeats > 0 && mean > 0);
  const people = comparable.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return {
    orders,
    spend: people < LEAST_REPEATERS ? null : fitGammaGamma(comparable),
    bars: repeatBars(orders, histories),
  };
}

export function predict(work: PredictWork): PredictDone {
  const { orders: model, money, meanSpend } = work;
  const size = work.repeats.length;
  const done = {
    active: new Float64Array(size),
    orders: new Float64Array(size),
    value: new Float64Array(size),
  };
  const horizon = {
    months: VALUE_MONTHS,
    discount: monthlyRate(work.discount),
    unitsPerMonth: WEEKS_PER_MONTH,
  };
  // Who never came back differs by age alone: the same sums would be made for thousands of people.
  const once = new Map<number, { active: number; orders: number; discounted: number }>();
  for (let i = 0; i < size; i++) {
    const history = {
      repeats: work.repeats[i] ?? 0,
      recency: work.recency[i] ?? 0,
      age: work.age[i] ?? 0,
    };
    const known = history.repeats === 0 ? once.get(history.age) : undefined;
    const found = known ?? {
      active: chanceActive(model, history),
      orders: expectedNext(model, history, VALUE_MONTHS * WEEKS_PER_MONTH),
      discounted: discountedOrders(model, history, horizon),
    };
    if (history.repeats === 0) once.set(history.age, found);
    const spend = money
      ? expectedSpend(money, { repeats: history.repeats, mean: work.mean[i] ?? 0 })
      : meanSpend;
    done.active[i] = Math.round(found.active * 1000) / 10;
    done.orders[i] = Math.round(found.orders * 1000) / 1000;
    done.value[i] = Math.round(found.discounted * spend);
  }
  return done;
}
