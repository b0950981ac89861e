import { partialCorrelation } from "../stats/index.js";

/** Metric and outcome of the pairs, and what is held fixed if all of them know it. */
export interface LinkColumns {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly number[] | null;
}

/** Sums about the mean of metric (0), outcome (1), control (2) and the square of the metric (3): all that a link is computed from. */
export interface LinkMoments {
  readonly n: number;
  readonly meanX: number;
  /** 4 × 4, row-major; 0 where rounding alone is left */
  readonly about: Float64Array;
}

const [X, Y, Z, Q, WIDTH] = [0, 1, 2, 3, 4];
/** What rounding leaves of a column that is the same everywhere, as a share of its squares. */
const ROUNDING = 1e-13;
/** A column that loses nearly all of its spread with one group loses its digits too: then the rest is summed anew. */
const NEARLY_ALL = 1e-4;

type Totals = { readonly n: number; readonly sums: Float64Array; readonly products: Float64Array };

/** Moments of all pairs. */
export function momentsOfLink(columns: LinkColumns): LinkMoments {
  const parts = partsOf(columns);
  return momentsOf(totalsOf(parts, allOf(columns)));
}

/**
 * Moments of all pairs but one group, group after group. What is left is the whole less the group, so that a thousand units cost no more than
 * one look at every pair.
 *
 * @param groups places of the pairs of each group
 */
export function momentsWithout(columns: LinkColumns, groups: readonly (readonly number[])[]): LinkMoments[] {
  const parts = partsOf(columns);
  const whole = totalsOf(parts, allOf(columns));
  const spread = momentsOf(whole).about;
  return groups.map((group) => {
    const left = momentsOf(less(whole, totalsOf(parts, group)));
    const isThin = parts.some((_, a) => left.about[a * WIDTH + a]! < NEARLY_ALL * spread[a * WIDTH + a]!);
    if (!isThin) return left;
    const out = new Set(group);
    const rest = without(columns, (i) => !out.has(i));
    return momentsOfLink(rest);
  });
}

function without({ x, y, z }: LinkColumns, isKept: (i: number) => boolean): LinkColumns {
  const keep = (values: readonly number[]) => values.filter((_, i) => isKept(i));
  return { x: keep(x), y: keep(y), z: z === null ? null : keep(z) };
}

const allOf = ({ x }: LinkColumns) => x.keys();

/** Measured from their means, so that sums of squares keep their digits. */
function partsOf({ x, y, z }: LinkColumns): Float64Array[] {
  const [a, b, c] = [x, y, z ?? []].map(centred);
  const square = a!.map((value) => value ** 2);
  return [a!, b!, z === null ? new Float64Array(x.length) : c!, square];
}

function centred(values: readonly number[]): Float64Array {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Float64Array.from(values, (value) => value - middle);
}

function totalsOf(parts: readonly Float64Array[], rows: Iterable<number>): Totals {
  const [sums, products] = [new Float64Array(WIDTH), new Float64Array(WIDTH * WIDTH)];
  let n = 0;
  for (const i of rows) {
    n++;
    for (let a = 0; a < WIDTH; a++) {
      const value = parts[a]![i]!;
      sums[a]! += value;
      for (let b = 0; b < WIDTH; b++) products[a * WIDTH + b]! += value * parts[b]![i]!;
    }
  }
  return { n, sums, products };
}

function less(whole: Totals, part: Totals): Totals {
  return {
    n: whole.n - part.n,
    sums: whole.sums.map((sum, a) => sum - part.sums[a]!),
    products: whole.products.map((product, i) => product - part.products[i]!),
  };
}

function momentsOf({ n, sums, products }: Totals): LinkMoments {
  const about = products.map((product, i) => product - (sums[Math.floor(i / WIDTH)]! * sums[i % WIDTH]!) / n);
  for (let a = 0; a < WIDTH; a++) {
    const at = a * WIDTH + a;
    if (!(about[at]! > ROUNDING * products[at]!)) about[at] = 0;
  }
  return { n, meanX: sums[X]! / n, about };
}

const cell = ({ about }: LinkMoments, a: number, b: number) => about[a * WIDTH + b]!;

function correlate(moments: LinkMoments, a: number, b: number): number | null {
  return ratio(cell(moments, a, b), cell(moments, a, a), cell(moments, b, b), moments.n);
}

function ratio(ab: number, aa: number, bb: number, n: number): number | null {
  return n < 3 || !(aa > 0 && bb > 0) ? null : Math.min(1, Math.max(-1, ab / Math.sqrt(aa * bb)));
}

/** How far metric and outcome go together, −1..1; `null` when a side is the same everywhere. */
export function correlationOf(moments: LinkMoments): number | null {
  return correlate(moments, X, Y);
}

/** The same with the control held fixed; a control that is the same everywhere holds nothing fixed. */
export function partialOf(moments: LinkMoments): number | null {
  const [xy, xz, yz] = [correlate(moments, X, Y), correlate(moments, X, Z), correlate(moments, Y, Z)];
  if (xy === null) return null;
  return xz === null || yz === null ? xy : partialCorrelation(xy, xz, yz);
}

/** Of the outcome per point of the metric; `null` when the metric is the same everywhere. */
export function slopeOf(moments: LinkMoments): number | null {
  const spread = cell(moments, X, X);
  return spread > 0 ? cell(moments, X, Y) / spread : null;
}

/** What the square of the metric, taken about its mean, says about the outcome beyond the metric itself. */
export function bendOf(moments: LinkMoments): number | null {
  const { n, meanX } = moments;
  const [xx, yy] = [cell(moments, X, X), cell(moments, Y, Y)];
  const squares = cell(moments, Q, Q) - 4 * meanX * cell(moments, Q, X) + 4 * meanX ** 2 * xx;
  if (!(squares > ROUNDING * cell(moments, Q, Q))) return null;
  const xy = ratio(cell(moments, X, Y), xx, yy, n);
  const xs = ratio(cell(moments, Q, X) - 2 * meanX * xx, xx, squares, n);
  const ys = ratio(cell(moments, Q, Y) - 2 * meanX * cell(moments, X, Y), yy, squares, n);
  return xy === null || xs === null || ys === null ? null : partialCorrelation(ys, xy, xs);
}

/** Correlation of ranks without one group, group after group; the pairs are put in order once. */
export function rankCorrelationsWithout({ x, y }: LinkColumns, groups: readonly (readonly number[])[]): (number | null)[] {
  const [orderX, orderY] = [x, y].map((values) => Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!));
  const [rankX, rankY] = [new Float64Array(x.length), new Float64Array(x.length)];
  const isOut = new Uint8Array(x.length);
  return groups.map((group) => {
    for (const i of group) isOut[i] = 1;
    const n = x.length - group.length;
    rankInto(rankX, x, orderX!, isOut);
    rankInto(rankY, y, orderY!, isOut);
    const middle = (n + 1) / 2;
    let [xy, xx, yy] = [0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      if (isOut[i] === 1) continue;
      const [a, b] = [rankX[i]! - middle, rankY[i]! - middle];
      xy += a * b;
      xx += a * a;
      yy += b * b;
    }
    for (const i of group) isOut[i] = 0;
    return ratio(xy, xx, yy, n);
  });
}

/** Ranks from 1 of what is not left out, equal values sharing the mean of theirs. */
function rankInto(ranks: Float64Array, values: readonly number[], order: Int32Array, isOut: Uint8Array): void {
  let below = 0;
  for (let start = 0; start < order.length; ) {
    let [end, alike] = [start, 0];
    while (end < order.length && values[order[end]!] === values[order[start]!]) {
      if (isOut[order[end]!] === 0) alike++;
      end++;
    }
    for (let at = start; at < end; at++) ranks[order[at]!] = below + (alike + 1) / 2;
    below += alike;
    start = end;
  }
}
