/** Where the minimum lies, its value and the slope there; `isConverged` is false when the steps ran out. */
export type Minimum = {
  at: number[];
  value: number;
  gradient: number[];
  steps: number;
  isConverged: boolean;
};

/** A function to minimise: its value and its gradient. An infinite value marks where it may not go. */
export type Slope = (at: readonly number[]) => { value: number; gradient: number[] };

const ARMIJO = 1e-4;
const STRETCH = 2;

/**
 * Minimises a smooth function by BFGS with a backtracking line search (Nocedal and Wright 2006, Numerical
 * Optimization, algorithm 6.1). `tolerance` is the largest component of the gradient, relative to the value, that counts as flat.
 */
export function minimise(
  slope: Slope,
  start: readonly number[],
  { steps = 200, tolerance = 1e-9 }: { steps?: number; tolerance?: number } = {},
): Minimum {
  const size = start.length;
  let at = [...start];
  let { value, gradient } = slope(at);
  let inverse = identity(size, 1 / Math.max(1, norm(gradient)));
  for (let step = 0; step < steps; step++) {
    if (largest(gradient) <= tolerance * Math.max(1, Math.abs(value)))
      return { at, value, gradient, steps: step, isConverged: true };
    let direction = times(inverse, gradient).map((one) => -one);
    let decline = dot(direction, gradient);
    if (!(decline < 0)) {
      inverse = identity(size, 1 / Math.max(1, norm(gradient)));
      direction = times(inverse, gradient).map((one) => -one);
      decline = dot(direction, gradient);
    }
    // On log or logit scales a step beyond two is a leap into the flat.
    const length = Math.min(1, STRETCH / largest(direction));
    const next = lineSearch(slope, { at, value, direction, decline, length });
    // No lower point along the slope: what is left is rounding.
    if (!next) return { at, value, gradient, steps: step, isConverged: true };
    const moved = next.at.map((one, i) => one - (at[i] ?? 0));
    const bent = next.gradient.map((one, i) => one - (gradient[i] ?? 0));
    inverse = updated(inverse, moved, bent);
    ({ at, value, gradient } = next);
  }
  return { at, value, gradient, steps, isConverged: false };
}

type Line = { at: number[]; value: number; direction: number[]; decline: number; length: number };

function lineSearch(slope: Slope, { at, value, direction, decline, length }: Line) {
  for (let stride = length; stride > length * 1e-10; stride /= 2) {
    const there = at.map((one, i) => one + stride * (direction[i] ?? 0));
    const found = slope(there);
    if (found.value <= value + ARMIJO * stride * decline && found.value < value)
      return { at: there, ...found };
  }
  return null;
}

/** The update of the inverse Hessian, left as it is where the curvature condition fails. */
function updated(inverse: number[][], moved: number[], bent: number[]): number[][] {
  const curve = dot(moved, bent);
  if (curve <= 1e-12 * norm(moved) * norm(bent)) return inverse;
  const bend = times(inverse, bent);
  const factor = (1 + dot(bent, bend) / curve) / curve;
  return inverse.map((row, i) =>
    row.map(
      (one, j) =>
        one +
        factor * (moved[i] ?? 0) * (moved[j] ?? 0) -
        ((bend[i] ?? 0) * (moved[j] ?? 0) + (moved[i] ?? 0) * (bend[j] ?? 0)) / curve,
    ),
  );
}

/** The gradient of a function by central differences, for `minimise` where none is at hand. */
export function byDifferences(f: (at: readonly number[]) => number, width = 1e-5): Slope {
  return (at) => ({
    value: f(at),
    gradient: at.map((_, i) => (f(shifted(at, i, width)) - f(shifted(at, i, -width))) / (2 * width)),
  });
}

/** The matrix of second derivatives, from central differences of the gradient, made symmetric. */
export function hessian(slope: Slope, at: readonly number[], width = 1e-4): number[][] {
  const rows = at.map((_, i) => {
    const above = slope(shifted(at, i, width)).gradient;
    const below = slope(shifted(at, i, -width)).gradient;
    return above.map((one, j) => (one - (below[j] ?? 0)) / (2 * width));
  });
  return rows.map((row, i) => row.map((one, j) => (one + (rows[j]?.[i] ?? one)) / 2));
}

/** The inverse of a positive definite matrix by Cholesky, or null when it is not positive definite. */
export function inverseOf(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower = cholesky(matrix);
  if (!lower) return null;
  const columns = matrix.map((_, k) => {
    const y: number[] = [];
    for (const [i, row] of lower.entries()) {
      const sum = y.reduce((total, one, j) => total + (row[j] ?? 0) * one, 0);
      y.push(((i === k ? 1 : 0) - sum) / (row[i] ?? 1));
    }
    const x = y.map(() => 0);
    for (let i = y.length - 1; i >= 0; i--) {
      let sum = 0;
      for (let j = i + 1; j < y.length; j++) sum += (lower[j]?.[i] ?? 0) * (x[j] ?? 0);
      x[i] = ((y[i] ?? 0) - sum) / (lower[i]?.[i] ?? 1);
    }
    return x;
  });
  return columns;
}

function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const line: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? line : (lower[j] ?? []);
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (line[k] ?? 0) * (other[k] ?? 0);
      if (i === j && !(sum > 0)) return null;
      line.push(i === j ? Math.sqrt(sum) : sum / (other[j] ?? 1));
    }
    lower.push(line);
  }
  return lower;
}

const shifted = (at: readonly number[], index: number, by: number) =>
  at.map((one, i) => (i === index ? one + by : one));
const identity = (size: number, scale: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? scale : 0)));
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, one, i) => sum + one * (b[i] ?? 0), 0);
const norm = (a: readonly number[]) => Math.sqrt(dot(a, a));
const largest = (a: readonly number[]) => a.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
const times = (matrix: readonly (readonly number[])[], vector: readonly number[]) =>
  matrix.map((row) => dot(row, vector));
