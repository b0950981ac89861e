import { nextUniform, seedRng, shuffle, sum } from "../numeric/index.js";

/** A unit that was drawn, with the probability it had of being drawn: its design weight is 1 over that. */
export interface Selected<T> {
  readonly unit: T;
  readonly probability: number;
}

/** A sample with all that is needed to draw it again. */
export interface Selection<T> {
  readonly seed: number | string;
  /** of systematic selection: where it began, in frame positions from 0 */
  readonly start: number | null;
  readonly selected: readonly Selected<T>[];
}

/**
 * Simple random sample without replacement, in frame order.
 *
 * @param frame the units, in a fixed order
 * @param n whole, 0..frame size
 * @param seed stored with the sample; the same frame and seed give the same sample
 * @throws {RangeError} when n does not fit the frame
 * @example
 * simpleSample(["a", "b", "c", "d"], 2, 1).selected[0].probability // => 0.5
 */
export function simpleSample<T>(frame: readonly T[], n: number, seed: number | string): Selection<T> {
  requireSize(n, frame.length);
  const [positions] = shuffle(
    seedRng(seed),
    frame.map((_, i) => i),
  );
  const chosen = positions.slice(0, n).sort((a, b) => a - b);
  return { seed, start: null, selected: chosen.map((i) => ({ unit: frame[i]!, probability: n / frame.length })) };
}

/**
 * Systematic sample: every k-th unit from a random start, k = frame size ÷ n and not necessarily whole.
 *
 * @param frame the units, sorted by what should be spread evenly
 * @param n whole, 0..frame size
 * @throws {RangeError} when n does not fit the frame
 * @example
 * systematicSample(["a", "b", "c", "d"], 2, 1).selected.length // => 2
 */
export function systematicSample<T>(frame: readonly T[], n: number, seed: number | string): Selection<T> {
  requireSize(n, frame.length);
  if (n === 0) return { seed, start: null, selected: [] };
  const step = frame.length / n;
  const start = nextUniform(seedRng(seed))[0] * step;
  const selected = Array.from({ length: n }, (_, i) => ({
    unit: frame[Math.min(frame.length - 1, Math.floor(start + i * step))]!,
    probability: n / frame.length,
  }));
  return { seed, start, selected };
}

/** A stratum with its units and how many to draw. */
export interface SampleStratum<T> {
  readonly code: string;
  readonly frame: readonly T[];
  readonly n: number;
}

/**
 * Stratified sample: a simple random sample in every stratum. Each stratum draws from its own seed, so changing one leaves the
 * others as they were.
 *
 * @throws {RangeError} when a size does not fit its stratum or a code occurs twice
 * @example
 * stratifiedSample([{ code: "north", frame: ["a", "b"], n: 1 }, { code: "south", frame: ["c"], n: 1 }], 7).selected[1] // => { unit: "c", probability: 1 }
 */
export function stratifiedSample<T>(strata: readonly SampleStratum<T>[], seed: number | string): Selection<T> {
  requireUnique(strata);
  return { seed, start: null, selected: strata.flatMap(({ code, frame, n }) => simpleSample(frame, n, `${seed}/${code}`).selected) };
}

/** A cluster with its units: a store and its customers. */
export interface Cluster<T> {
  readonly code: string;
  readonly units: readonly T[];
}

/**
 * Cluster sample: a simple random sample of clusters, with everyone in them.
 *
 * @param count clusters to draw
 * @throws {RangeError} when there are fewer clusters or a code occurs twice
 * @example
 * clusterSample([{ code: "s1", units: ["a", "b"] }, { code: "s2", units: ["c", "d"] }], 1, 3).selected.length // => 2
 */
export function clusterSample<T>(clusters: readonly Cluster<T>[], count: number, seed: number | string): Selection<T> {
  requireUnique(clusters);
  const drawn = simpleSample(clusters, count, seed).selected;
  return {
    seed,
    start: null,
    selected: drawn.flatMap(({ unit, probability }) => unit.units.map((member) => ({ unit: member, probability }))),
  };
}

/**
 * Two-stage sample: clusters first, then a simple random sample inside each.
 *
 * @param plan `clusters` to draw, `perCluster` units in each (all, where there are fewer), and whether a cluster's chance is equal
 * or follows its size, which makes every unit about equally likely
 * @throws {RangeError} when there are fewer clusters or a code occurs twice
 * @example
 * const stores = [{ code: "s1", units: ["a", "b"] }, { code: "s2", units: ["c", "d"] }];
 * twoStageSample(stores, { clusters: 1, perCluster: 1, chance: "equal" }, 3).selected[0].probability // => 0.25
 */
export function twoStageSample<T>(
  clusters: readonly Cluster<T>[],
  plan: { readonly clusters: number; readonly perCluster: number; readonly chance: "equal" | "size" },
  seed: number | string,
): Selection<T> {
  requireUnique(clusters);
  const first =
    plan.chance === "equal"
      ? simpleSample(clusters, plan.clusters, seed)
      : sizeSample(
          clusters.map((cluster) => ({ unit: cluster, size: cluster.units.length })),
          plan.clusters,
          seed,
        );
  const selected = first.selected.flatMap(({ unit: cluster, probability }) =>
    simpleSample(cluster.units, Math.min(plan.perCluster, cluster.units.length), `${seed}/${cluster.code}`).selected.map((inside) => ({
      unit: inside.unit,
      probability: probability * inside.probability,
    })),
  );
  return { seed, start: first.start, selected };
}

/** A unit and the size that decides its chance. */
export interface Sized<T> {
  readonly unit: T;
  readonly size: number;
}

/**
 * Sample with probability proportional to size, drawn systematically along the sizes. Units too large for a chance below 1 are
 * certain, and the others share the remaining draws.
 *
 * @param frame the units with sizes ≥ 0, in a fixed order
 * @param n whole, 0..units with a size above 0
 * @throws {RangeError} when n does not fit or a size is below 0
 * @example
 * sizeSample([{ unit: "a", size: 1 }, { unit: "b", size: 3 }], 1, 5).selected.length // => 1
 */
export function sizeSample<T>(frame: readonly Sized<T>[], n: number, seed: number | string): Selection<T> {
  for (const { size } of frame) if (!(size >= 0 && Number.isFinite(size))) throw new RangeError(`a size is ≥ 0, got ${size}`);
  requireSize(n, frame.filter(({ size }) => size > 0).length);
  const probabilities = sizeProbabilities(
    frame.map(({ size }) => size),
    n,
  );
  const start = nextUniform(seedRng(seed))[0];
  const draws = n - probabilities.filter((probability) => probability === 1).length;
  const last = probabilities.findLastIndex((probability) => probability > 0 && probability < 1);
  const selected: Selected<T>[] = [];
  let reached = 0;
  let next = start;
  frame.forEach(({ unit }, i) => {
    const probability = probabilities[i]!;
    if (probability === 1) {
      selected.push({ unit, probability });
      return;
    }
    // the chances add up to the draws, but for rounding: the line ends exactly there
    reached = i === last ? draws : Math.min(draws, reached + probability);
    if (probability > 0 && next < reached) {
      selected.push({ unit, probability });
      next += 1;
    }
  });
  return { seed, start, selected };
}

/** n·size/Σsize, with sizes that would reach 1 made certain and the others sharing the rest, until none does. */
function sizeProbabilities(sizes: readonly number[], n: number): number[] {
  const isCertain = sizes.map(() => false);
  for (;;) {
    const draws = n - isCertain.filter(Boolean).length;
    const whole = sum(sizes.filter((_, i) => !isCertain[i]));
    const probabilities = sizes.map((size, i) => (isCertain[i] ? 1 : whole === 0 ? 0 : (draws * size) / whole));
    const tooLarge = probabilities.flatMap((probability, i) => (!isCertain[i] && probability >= 1 ? [i] : []));
    if (tooLarge.length === 0) return probabilities;
    for (const i of tooLarge) isCertain[i] = true;
  }
}

function requireSize(n: number, available: number): void {
  if (!Number.isInteger(n) || n < 0 || n > available) throw new RangeError(`a sample needs whole n from 0 to ${available}, got ${n}`);
}

function requireUnique(groups: readonly { readonly code: string }[]): void {
  if (new Set(groups.map(({ code }) => code)).size < groups.length) throw new RangeError("a code occurs twice");
}
