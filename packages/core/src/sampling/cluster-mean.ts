import { type Interval, zOfLevel } from "../measures/index.js";
import { studentTwoSided, studentUpperQuantile, sum } from "../numeric/index.js";
import { type DesignMean, designMean } from "./weighted-mean.js";

/** Sums of one cluster: answers, Σw and Σwy. Unweighted, w is n and wy is Σy. */
export interface ClusterSums {
  readonly n: number;
  readonly w: number;
  readonly wy: number;
}

/** A mean over clusters. */
export interface ClusterMean extends DesignMean {
  readonly clusters: number;
}

/**
 * Mean with a cluster-robust standard error: people of one store resemble each other, so the stores and not the people are counted as
 * independent.
 *
 * @param clusters those without answers are left out
 * @returns the error is `null` for fewer than two clusters; `null` without weight
 * @example
 * clusterMean([{ n: 10, w: 10, wy: 40 }, { n: 10, w: 10, wy: 30 }]).standardError // => 0.5
 */
export function clusterMean(clusters: readonly ClusterSums[], level = 0.95): ClusterMean | null {
  const held = clusters.filter(({ n, w }) => n > 0 && w > 0);
  const weight = sum(held.map(({ w }) => w));
  if (weight === 0) return null;
  const value = sum(held.map(({ wy }) => wy)) / weight;
  const g = held.length;
  const squares = sum(held.map(({ w, wy }) => ((wy - value * w) / weight) ** 2));
  const n = sum(held.map((cluster) => cluster.n));
  return { ...designMean(value, n, g < 2 ? null : Math.sqrt((g / (g - 1)) * squares), level), clusters: g };
}

/** Two regions compared with their stores as clusters. */
export interface ClusterComparison {
  readonly difference: number;
  readonly standardError: number;
  /** clusters less two */
  readonly df: number;
  readonly t: number;
  readonly p: number;
  readonly interval: Interval;
}

/**
 * Compares the means of two regions, a − b, with cluster-robust errors and Student's t on clusters − 2 degrees of freedom.
 *
 * @param a clusters of one region; no cluster is in both
 * @returns `null` when a region has fewer than two clusters or nothing varies
 * @example
 * const north = [{ n: 10, w: 10, wy: 42 }, { n: 10, w: 10, wy: 40 }, { n: 10, w: 10, wy: 44 }];
 * const south = [{ n: 10, w: 10, wy: 35 }, { n: 10, w: 10, wy: 33 }, { n: 10, w: 10, wy: 34 }];
 * compareClusters(north, south).df // => 4
 */
export function compareClusters(a: readonly ClusterSums[], b: readonly ClusterSums[], level = 0.95): ClusterComparison | null {
  zOfLevel(level);
  const [left, right] = [clusterMean(a, level), clusterMean(b, level)];
  if (left === null || right === null || left.standardError === null || right.standardError === null) return null;
  const standardError = Math.hypot(left.standardError, right.standardError);
  if (standardError === 0) return null;
  const difference = left.value - right.value;
  const df = left.clusters + right.clusters - 2;
  const half = studentUpperQuantile((1 - level) / 2, df) * standardError;
  const t = difference / standardError;
  return { difference, standardError, df, t, p: studentTwoSided(t, df), interval: { low: difference - half, high: difference + half } };
}
