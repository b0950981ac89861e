import { filterRows, present, type ReferenceCase, readTable, testReference } from "../testing/index.js";
import { adjustedNps, type Interval, type NpsCategories, npsCategories, npsDifference, npsInterval, npsOfCategories } from "./index.js";

interface Counts {
  readonly n: number;
  readonly detractors: number;
  readonly promoters: number;
}

testReference("01_nps", (reference) => {
  if (reference.id === "nps-counts-90") {
    const categories = ofCounts(reference.params as Counts);
    return { conf90: intervals(categories, 0.9), conf99: intervals(categories, 0.99) };
  }
  if (reference.id.startsWith("nps-diff")) return differenceOf(reference);
  const categories = reference.params === undefined ? ofData(reference, reference.select?.filter) : ofCounts(reference.params as Counts);
  const { value, n, standardError, ...counts } = npsOfCategories(categories)!;
  const adjusted = adjustedNps(categories);
  return {
    n,
    ...counts,
    pct_promoters: (100 * categories.promoters) / n,
    pct_passives: (100 * categories.passives) / n,
    pct_detractors: (100 * categories.detractors) / n,
    nps: value,
    se_n: standardError,
    se_n_minus_1: standardError * Math.sqrt(n / (n - 1)),
    ...intervals(categories, 0.95),
    nps_adjusted_3: adjusted.value,
    se_adjusted_3: adjusted.standardError,
    margin_of_error_wald: npsInterval(categories, "wald")!.high - value,
  };
});

function ofCounts({ n, detractors, promoters }: Counts): NpsCategories {
  return { detractors, passives: n - detractors - promoters, promoters };
}

function ofData({ data, select }: ReferenceCase, filter: unknown): NpsCategories {
  const counts = new Array<number>(11).fill(0);
  const rows = filterRows(readTable(data!).rows, filter as Record<string, unknown>);
  for (const answer of present(rows, String(select?.column))) counts[answer]! += 1;
  return npsCategories(counts);
}

function differenceOf(reference: ReferenceCase) {
  const sides = Array.isArray(reference.params)
    ? reference.params.map((counts: Counts) => ofCounts(counts))
    : [ofData(reference, reference.select?.a), ofData(reference, reference.select?.b)];
  const [a, b] = [sides[0]!, sides[1]!];
  const { difference, standardError, z, p, interval, pooled } = npsDifference(a, b)!;
  return {
    nps_a: npsOfCategories(a)!.value,
    nps_b: npsOfCategories(b)!.value,
    difference,
    se_unpooled: standardError,
    z_unpooled: z,
    p_unpooled: p,
    ci: pair(interval),
    z_pooled: pooled.z,
    p_pooled: pooled.p,
  };
}

function intervals(categories: NpsCategories, level: number) {
  return {
    ci_wald: pair(npsInterval(categories, "wald", level)),
    ci_wald_t: pair(npsInterval(categories, "wald-t", level)),
    ci_adjusted_wald_3: pair(npsInterval(categories, "adjusted-wald", level)),
    ci_score: pair(npsInterval(categories, "score", level)),
    ci_goodman_simultaneous: pair(npsInterval(categories, "goodman", level)),
  };
}

function pair(interval: Interval | null): number[] | null {
  return interval === null ? null : [interval.low, interval.high];
}
