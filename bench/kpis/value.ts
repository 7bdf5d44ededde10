import v8 from "node:v8";
import vm from "node:vm";
import { compiled } from "cephes";
import { fitBgNbd } from "@/lib/value/bg-nbd";
import { fold, type Histories } from "@/lib/value/histories";
import { shoppers } from "@/lib/value/testing";
import { median, round } from "../measure";

const MODEL = { r: 0.6, alpha: 6, a: 0.8, b: 2.5 };
const ROUNDS = 3;
/** A million people may take at most so many times what a hundred thousand take. */
export const MOST_TIMES = 3;

/** Days are whole, as the product reads them from orders: that is what people share. */
function histories(people: number): Histories {
  const rows = shoppers(MODEL, people, 17).map(({ repeats, recency, age }) => {
    const days = Math.round(age * 7);
    return {
      repeats,
      recency: repeats === 0 ? 0 : Math.min(days, Math.max(1, Math.round(recency * 7))) / 7,
      age: days / 7,
    };
  });
  return fold(rows);
}

export type ValueFigures = {
  small: number;
  large: number;
  ratio: number;
  smallHistories: number;
  largeHistories: number;
  largestError: number;
  megabytes: number;
};

v8.setFlagsFromString("--expose-gc");
/** Leaves on the heap only what somebody holds. */
const collect: () => void = vm.runInNewContext("gc");
const held = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;

/** The BG/NBD fit of a million people beside that of a hundred thousand, with the memory that it takes. */
export async function measureValue(): Promise<ValueFigures> {
  await compiled;
  const [small, large] = [histories(100_000), histories(1_000_000)];
  fitBgNbd(small);
  const times: Record<"small" | "large", number[]> = { small: [], large: [] };
  let peak = 0;
  let fit = fitBgNbd(large);
  for (let at = 0; at < ROUNDS; at++) {
    let began = performance.now();
    fitBgNbd(small);
    times.small.push(performance.now() - began);
    collect();
    const before = held();
    began = performance.now();
    fit = fitBgNbd(large);
    times.large.push(performance.now() - began);
    // With what it left behind and nobody has collected yet.
    peak = Math.max(peak, held() - before);
  }
  const errors = (["r", "alpha", "a", "b"] as const).map((key) => Math.abs(fit[key] / MODEL[key] - 1));
  const own = [large.repeats, large.recency, large.age, large.weight].reduce(
    (sum, one) => sum + one.byteLength,
    0,
  );
  return {
    small: round(median(times.small), 0),
    large: round(median(times.large), 0),
    ratio: round(median(times.large) / median(times.small)),
    smallHistories: small.repeats.length,
    largeHistories: large.repeats.length,
    largestError: round(Math.max(...errors), 4),
    megabytes: round((own + Math.max(0, peak)) / 2 ** 20, 0),
  };
}
