import { byDifferences, minimise } from "@/lib/value/minimise";

/** Moving average weights of the last value (`theta`) and of the season (`seasonal`), signed as R signs them. */
export type Airline = { theta: number; seasonal: number; logLikelihood: number };

/**
 * ARIMA(0,1,1)(0,1,1), the model of Box and Jenkins 1976, section 9.2, by its exact likelihood: differences of one step
 * and of one season leave a moving average, whose innovations are found one by one (Brockwell and Davis 1991, section 5.3).
 */
export function fitAirline(values: readonly number[], period: number): Airline {
  const changes = changesOf(values, period);
  const at = ([a = 0, b = 0]: readonly number[]) => ({ theta: Math.tanh(a), seasonal: Math.tanh(b) });
  const lost = (logits: readonly number[]) => -innovate(changes, { ...at(logits), period }).logLikelihood;
  // Weights of −0.4 and −0.6 are near to what most series have.
  const found = minimise(byDifferences(lost), [-0.4, -0.7], { tolerance: 1e-7, steps: 60 });
  return { ...at(found.at), logLikelihood: -found.value };
}

/** The next values under weights that were found on these or on earlier ones. */
export function nextOfAirline(
  values: readonly number[],
  period: number,
  { theta, seasonal }: Pick<Airline, "theta" | "seasonal">,
  count: number,
): number[] {
  const { ahead } = innovate(changesOf(values, period), { theta, seasonal, period, count });
  const all = [...values];
  for (const change of ahead)
    all.push(
      change + (all.at(-1) ?? 0) + (all[all.length - period] ?? 0) - (all[all.length - period - 1] ?? 0),
    );
  return all.slice(values.length);
}

/** What a week brought above the week before, above the same a season earlier. */
const changesOf = (values: readonly number[], period: number): number[] =>
  values
    .slice(period + 1)
    .map((value, i) => value - (values[i + period] ?? 0) - ((values[i + 1] ?? 0) - (values[i] ?? 0)));

type Weights = { theta: number; seasonal: number; period: number; count?: number };

/**
 * One-step errors of a moving average of order period + 1, their relative variances, and the mean of what follows. The
 * rows of the innovations algorithm are a band: no error reaches further than the order.
 */
function innovate(changes: readonly number[], { theta, seasonal, period, count = 0 }: Weights) {
  const order = period + 1;
  const covariances = covariancesOf(theta, seasonal, period);
  const total = changes.length + count;
  const rows: Float64Array[] = [];
  const variances = new Float64Array(total);
  const errors = new Float64Array(total);
  const ahead: number[] = [];
  let [squares, logs] = [0, 0];
  for (let n = 0; n < total; n++) {
    const first = Math.max(0, n - order);
    // row[n - k] is the weight of the error k steps from the start.
    const row = new Float64Array(order + 1);
    let variance = covariances[0] ?? 0;
    let expected = 0;
    for (let k = first; k < n; k++) {
      const earlier = rows[k];
      let sum = covariances[n - k] ?? 0;
      for (let j = Math.max(first, k - order); j < k; j++)
        sum -= (earlier?.[k - j] ?? 0) * (row[n - j] ?? 0) * (variances[j] ?? 0);
      const weight = sum / (variances[k] ?? 1);
      row[n - k] = weight;
      variance -= weight * weight * (variances[k] ?? 0);
      expected += weight * (errors[k] ?? 0);
    }
    rows.push(row);
    variances[n] = variance;
    if (n >= changes.length) {
      ahead.push(expected);
      continue;
    }
    const error = (changes[n] ?? 0) - expected;
    errors[n] = error;
    squares += error ** 2 / variance;
    logs += Math.log(variance);
  }
  const size = Math.max(1, changes.length);
  const logLikelihood = -0.5 * (size * (1 + Math.log((2 * Math.PI * squares) / size)) + logs);
  return { ahead, logLikelihood };
}

/** Covariances of (1 + theta B)(1 + seasonal Bˢ), in units of the variance of its errors. */
function covariancesOf(theta: number, seasonal: number, period: number): Float64Array {
  const weights = new Float64Array(period + 2);
  weights[0] = 1;
  weights[1] = theta;
  weights[period] = seasonal;
  weights[period + 1] = theta * seasonal;
  return weights.map((_, lag) => weights.reduce((sum, one, at) => sum + one * (weights[at + lag] ?? 0), 0));
}
