import { v7 } from "uuid";

/** A small seeded generator (mulberry32), so that the demo is the same on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Between 0 and 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.next() * from.length)];
    if (one === undefined) throw new Error("Nothing to pick from.");
    return one;
  }

  /** A key, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let at = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      at -= weight;
      if (at < 0) return key;
    }
    const last = entries.at(-1);
    if (!last) throw new Error("No weights.");
    return last[0];
  }

  /** An id of this moment (in milliseconds); ids of one moment stand in the order of `seq`. */
  uuid(msecs: number, seq?: number): string {
    const random = Uint8Array.from({ length: 16 }, () => this.whole(0, 255));
    return v7({ msecs, random, ...(seq !== undefined && { seq }) });
  }

  /** Waiting time with this mean, never below a tenth of it: people do not order twice within the hour. */
  wait(mean: number): number {
    return Math.max(mean / 10, -Math.log(1 - this.next()) * mean * 0.5 + mean * 0.5);
  }
}
