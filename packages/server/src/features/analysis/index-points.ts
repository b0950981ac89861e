import type { IndexPoint } from "@manyi/contracts";
import { correlationMatrix } from "@manyi/core/drivers";
import { baseMark, indexError, indexShares, rankUnits, scoreIndexTree } from "@manyi/core/measures";
import { studentQuantile } from "@manyi/core/numeric";
import { type Asked, readMoments } from "../figures/index.js";
import { treeOf } from "./index-tree.js";
import type { WeightVersion } from "./weight-versions.js";

/** One attribute in one period and unit, on 0–100, past the privacy stage. */
export type Leaf = {
  readonly name: string;
  readonly mean: number | null;
  readonly standardError: number | null;
  readonly n: number;
  readonly isHidden: boolean;
};

export type CorrelationOf = (a: string, b: string) => number | null;

/** With fewer who answered everything it is not known how attributes go together. */
const FEWEST_TOGETHER = 30;

/** How the attributes go together in the answers that hold them all, over the whole time looked at. */
export async function readCorrelations(asked: Asked, rated: readonly string[]): Promise<CorrelationOf> {
  const codes = rated.map((attribute) => `p:${attribute}`);
  const moments = await readMoments(asked, codes, "whole");
  if (moments === null || moments.counts.n < FEWEST_TOGETHER) return () => null;
  const matrix = correlationMatrix(moments.whole);
  const places = new Map(rated.map((attribute, i) => [attribute, i]));
  return (a, b) => {
    const r = matrix[places.get(a)! * rated.length + places.get(b)!]!;
    return Number.isNaN(r) ? null : r;
  };
}

/** The index of one unit in one period, by one version of the weights. */
export function scorePoint(leaves: readonly Leaf[], { weights, shares: full }: WeightVersion, correlationOf: CorrelationOf): IndexPoint {
  const isHidden = leaves.some((leaf) => leaf.isHidden && full.has(leaf.name));
  const tree = treeOf(leaves, weights);
  const score = tree === null ? null : scoreIndexTree(tree, { min: 0, max: 100 });
  const shares = tree === null ? new Map<string, number>() : indexShares(tree);
  const used = leaves.filter(({ name }) => shares.has(name));
  const { value = null, n = 0, presentWeightShare = 0, isThin = true } = score ?? {};
  return {
    value,
    interval: value === null ? null : intervalOf(value, n, used, shares, correlationOf),
    n,
    base: baseMark(n),
    isHidden,
    presentShare: presentWeightShare,
    isThin,
    missing: [...full.keys()].filter((name) => !shares.has(name)),
    shrunk: null,
    rank: null,
  };
}

function intervalOf(
  value: number,
  n: number,
  used: readonly Leaf[],
  shares: ReadonlyMap<string, number>,
  correlationOf: CorrelationOf,
): IndexPoint["interval"] {
  const parts = used.flatMap(({ name, standardError, n: own }) =>
    standardError === null ? [] : [{ share: shares.get(name)!, standardError, n: own }],
  );
  if (n < 2 || parts.length < used.length) return null;
  const half = studentQuantile(0.975, n - 1) * indexError(parts, (a, b) => correlationOf(used[a]!.name, used[b]!.name));
  return { low: Math.max(0, value - half), high: Math.min(100, value + half) };
}

type Line = { readonly unitId: number | null; readonly points: readonly IndexPoint[] };

/**
 * Units pulled towards the whole, the first line, and ranked among each other period by period. Where more than half of the weight is
 * missing, like is not compared with like: such a unit is not ranked.
 */
export function rankPoints<L extends Line>(lines: readonly L[]): (L & { points: IndexPoint[] })[] {
  const [whole, ...units] = lines;
  const ranked = (whole?.points ?? []).map(({ value: overall }, part) => {
    const own = units.flatMap(({ unitId, points }) => {
      const { n, value, isThin } = points[part]!;
      return isThin ? [] : [{ id: String(unitId), n, value }];
    });
    return new Map((overall === null ? [] : rankUnits(own, overall)).map((unit) => [unit.id, unit]));
  });
  return lines.map((line) => ({
    ...line,
    points: line.points.map((point, part) => {
      const unit = line.unitId === null ? undefined : ranked[part]!.get(String(line.unitId));
      return { ...point, shrunk: unit?.shrunk ?? null, rank: unit?.rank ?? null };
    }),
  }));
}
