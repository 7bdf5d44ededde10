/**
 * What the models of repeat buying know of people, one row per history with the number of people who share it:
 * `repeats` (x) days with an order after the first such day, `recency` (t_x) time from the first to the last of them,
 * `age` (T) time from the first to today. The unit of time is the caller's; people with the same three are one row.
 */
export type Histories = {
  repeats: Int32Array;
  recency: Float64Array;
  age: Float64Array;
  weight: Float64Array;
};

export type History = { repeats: number; recency: number; age: number; weight?: number };

/** People with the same history as one row, its weight their number. Their order is that of the first of each. */
export function fold(rows: Iterable<History>): Histories {
  const byKey = new Map<string, Required<History>>();
  for (const { repeats, recency, age, weight = 1 } of rows) {
    const key = `${repeats} ${recency} ${age}`;
    const known = byKey.get(key);
    if (known) known.weight += weight;
    else byKey.set(key, { repeats, recency, age, weight });
  }
  return columns([...byKey.values()]);
}

function columns(rows: readonly Required<History>[]): Histories {
  return {
    repeats: Int32Array.from(rows, (row) => row.repeats),
    recency: Float64Array.from(rows, (row) => row.recency),
    age: Float64Array.from(rows, (row) => row.age),
    weight: Float64Array.from(rows, (row) => row.weight),
  };
}

/** The number of people. */
export function peopleIn({ weight }: Histories): number {
  return weight.reduce((sum, one) => sum + one, 0);
}

/** The same histories with time in another unit: 1 / 7 makes weeks of days. */
export function scaled(histories: Histories, factor: number): Histories {
  return {
    ...histories,
    recency: histories.recency.map((time) => time * factor),
    age: histories.age.map((time) => time * factor),
  };
}

/**
 * At most about `most` rows: neighbours on an ever wider grid of times become one row at their mean times, which
 * moves a likelihood by second-order terms only. Few enough rows stay as they are.
 */
export function thinned(histories: Histories, most: number): Histories {
  const { repeats, age } = histories;
  const oldest = age.reduce((longest, one) => Math.max(longest, one), 0);
  let result = histories;
  for (let cells = 1024; result.repeats.length > most && cells >= 8; cells /= 2)
    result = onGrid(histories, cells, oldest);
  return result.repeats.length < repeats.length ? result : histories;
}

function onGrid({ repeats, recency, age, weight }: Histories, cells: number, oldest: number): Histories {
  const width = oldest / cells || 1;
  const at = new Map<number, number>();
  const rows: Required<History>[] = [];
  for (let i = 0; i < repeats.length; i++) {
    const [x = 0, tx = 0, t = 0, people = 0] = [repeats[i], recency[i], age[i], weight[i]];
    const key = (x * (cells + 1) + Math.floor(tx / width)) * (cells + 1) + Math.floor(t / width);
    const known = rows[at.get(key) ?? -1];
    if (known) {
      const share = people / (known.weight + people);
      known.recency += (tx - known.recency) * share;
      known.age += (t - known.age) * share;
      known.weight += people;
    } else {
      at.set(key, rows.length);
      rows.push({ repeats: x, recency: tx, age: t, weight: people });
    }
  }
  return columns(rows);
}
