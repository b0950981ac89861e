import {
  boxPercent,
  type Interval,
  type ProportionMethod,
  proportionInterval,
  scaleMean,
  scaleQuantile,
  scaleSkewness,
} from "../measures/index.js";
import { filterRows, numbers, present, type ReferenceCase, type Row, readTable, testReference } from "../testing/index.js";
import { adjustPValues, anova, compareMeans, compareProportions, contingency, kruskalWallis, mannWhitney, tabulate } from "./index.js";

testReference("02_csat_tests", (reference) => {
  const { id } = reference;
  if (id.startsWith("csat-t2b")) return topTwo(reference);
  if (id.startsWith("csat-mean")) return meanOfScale(reference);
  if (id.startsWith("prop-")) return proportion(reference.params as { x: number; n: number });
  if (id.startsWith("two-prop")) return twoProportions(reference);
  if (id.startsWith("chisq")) return crossTable(reference);
  if (id.startsWith("group")) return groups(reference);
  return multiplicity(reference);
});

function pair(interval: Interval | null | undefined): number[] | null {
  return interval ? [interval.low, interval.high] : null;
}

function fiveCounts({ data, select }: ReferenceCase) {
  const answers = present(filterRows(readTable(data!).rows, select?.filter as Record<string, unknown>), String(select?.column));
  return { scale: { min: 1, max: 5 }, counts: [1, 2, 3, 4, 5].map((value) => answers.filter((answer) => answer === value).length) };
}

function proportion({ x, n }: { x: number; n: number }) {
  const by = (method: ProportionMethod) => pair(proportionInterval(x, n, method));
  return {
    x,
    n,
    p: x / n,
    se: Math.sqrt(((x / n) * (1 - x / n)) / n),
    ci_wilson: by("wilson"),
    ci_wilson_cc: by("wilson-cc"),
    ci_clopper_pearson: by("clopper-pearson"),
    ci_agresti_coull: by("agresti-coull"),
    ci_jeffreys: by("jeffreys"),
    ci_wald: by("wald"),
  };
}

function topTwo(reference: ReferenceCase) {
  const answers = fiveCounts(reference);
  const top = boxPercent(answers, { from: 4, to: 5 })!;
  const bottom = boxPercent(answers, { from: 1, to: 2 })!;
  return {
    ...proportion({ x: Math.round((top.value * top.n) / 100), n: top.n }),
    top1: boxPercent(answers, { from: 5, to: 5 })!.value / 100,
    bottom2: bottom.value / 100,
    net_t2b_minus_b2b: (top.value - bottom.value) / 100,
  };
}

function meanOfScale(reference: ReferenceCase) {
  const answers = fiveCounts(reference);
  const mean = scaleMean(answers)!;
  const at = (share: number) => scaleQuantile(answers, share);
  return {
    n: mean.n,
    mean: mean.value,
    sd: mean.standardDeviation,
    se: mean.standardError,
    ci_t: pair(mean.interval),
    median: at(0.5),
    quantile_type7: { "10%": at(0.1), "25%": at(0.25), "75%": at(0.75), "90%": at(0.9) },
    skewness_g1: scaleSkewness(answers),
  };
}

function twoProportions({ data, select, params }: ReferenceCase) {
  const counts = params as { x1: number; n1: number; x2: number; n2: number } | undefined;
  const side = (name: "a" | "b") => {
    const answers = present(filterRows(readTable(data!).rows, select?.[name] as Record<string, unknown>), String(select?.column));
    return { successes: answers.filter((answer) => answer >= 4).length, n: answers.length };
  };
  const a = counts === undefined ? side("a") : { successes: counts.x1, n: counts.n1 };
  const b = counts === undefined ? side("b") : { successes: counts.x2, n: counts.n2 };
  const result = compareProportions(a, b)!;
  return {
    p1: a.successes / a.n,
    p2: b.successes / b.n,
    difference: result.difference,
    z_pooled: result.z,
    p_value: result.p,
    chi2: contingency([
      [a.successes, a.n - a.successes],
      [b.successes, b.n - b.successes],
    ])!.chiSquare,
    chi2_yates: result.yates.chiSquare,
    p_yates: result.yates.p,
    ci_wald: pair(result.waldInterval),
    ci_newcombe: pair(result.interval),
    fisher_p: result.fisherP,
    cohen_h: result.cohenH,
  };
}

function crossTable({ data, select }: ReferenceCase) {
  const { rows } = readTable(data!);
  const names = ["Low", "Medium", "High"];
  const total = (of: Row[]) => numbers(of, String(select?.weight)).reduce<number>((sum, value) => sum + value!, 0);
  const table = names.map((row) =>
    names.map((column) => total(filterRows(rows, { [String(select?.rows)]: row, [String(select?.cols)]: column }))),
  );
  const named = (cells: readonly (readonly unknown[])[]) =>
    Object.fromEntries(names.map((row, i) => [row, Object.fromEntries(names.map((column, j) => [column, cells[i]![j]]))]));
  const { n, chiSquare, df, p, cramersV, minExpected, adjustedResiduals } = contingency(table)!;
  return {
    table: named(table),
    n,
    chi2: chiSquare,
    df,
    p,
    cramers_v: cramersV,
    min_expected: minExpected,
    adjusted_residuals: named(adjustedResiduals),
  };
}

function groups({ data, select, expected }: ReferenceCase) {
  const names = Object.keys(expected.n as object);
  const { rows } = readTable(data!);
  const raw = names.map((name) => present(filterRows(rows, { [String(select?.group)]: name }), String(select?.y)));
  const sums = raw.map((values) => ({
    n: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    sumSquares: values.reduce((sum, value) => sum + value ** 2, 0),
  }));
  const { table } = tabulate(raw);
  const variance = anova(sums)!;
  const kruskal = kruskalWallis(table)!;
  const by = (of: (index: number) => number) => Object.fromEntries(names.map((name, i) => [name, of(i)]));
  const two = names.length === 2 ? compareMeans(sums[0]!, sums[1]!) : null;
  const mann = names.length === 2 ? mannWhitney(table[0]!, table[1]!) : null;
  return {
    n: by((i) => sums[i]!.n),
    means: by((i) => sums[i]!.sum / sums[i]!.n),
    anova_F: variance.f,
    df1: variance.df1,
    df2: variance.df2,
    anova_p: variance.p,
    eta_squared: variance.etaSquared,
    welch_F: variance.welch?.f,
    welch_df2: variance.welch?.df2,
    welch_p: variance.welch?.p,
    kruskal_H: kruskal.h,
    kruskal_p: kruskal.p,
    welch_t: two?.t,
    welch_t_df: two?.df,
    welch_t_p: two?.p,
    diff_ci: pair(two?.interval),
    cohen_d: two?.cohenD,
    mann_whitney_W: mann?.w,
    mann_whitney_p: mann?.p,
  };
}

function multiplicity({ params }: ReferenceCase) {
  const { p, q } = params as { p: number[]; q: number };
  const rejected = (adjusted: number[]) => adjusted.filter((value) => value <= q).length;
  const bh = adjustPValues(p, "benjamini-hochberg");
  const bonferroni = adjustPValues(p, "bonferroni");
  return {
    holm: adjustPValues(p, "holm"),
    bh,
    bonferroni,
    hochberg: adjustPValues(p, "hochberg"),
    by: adjustPValues(p, "benjamini-yekutieli"),
    bh_rejected: rejected(bh),
    bonferroni_rejected: rejected(bonferroni),
  };
}
