import { kendall, pearson, spearman } from "../stats/index.js";
import { completeCases, filterRows, type ReferenceCase, readTable, testReference } from "../testing/index.js";
import { factorability, itemMoments, reliability, reverseScore } from "./index.js";

testReference("05_reliability", (reference) => (reference.id.startsWith("scale") ? scale(reference) : correlation(reference)));

function scale({ data, select }: ReferenceCase) {
  const columns = select?.columns as string[];
  const reversed = [select?.reverse ?? []].flat();
  const rows = completeCases(readTable(data!).rows, columns).map((row) =>
    row.map((value, j) => (reversed.includes(columns[j]!) ? reverseScore(value, { min: 1, max: 6 }) : value)),
  );
  const moments = itemMoments(rows);
  const { alpha, standardisedAlpha, averageCorrelation, splitHalf, items, n } = reliability(moments)!;
  const { kmo, itemKmo, bartlett, eigenvalues } = factorability(moments)!;
  const named = (values: readonly (number | null)[]) => Object.fromEntries(columns.map((column, j) => [column, values[j]]));
  return {
    n,
    k: items.length,
    alpha_raw: alpha,
    alpha_standardised: standardisedAlpha,
    average_r: averageCorrelation,
    item_total_corrected: named(items.map((item) => item.restCorrelation)),
    item_total_uncorrected: named(items.map((item) => item.totalCorrelation)),
    alpha_if_deleted: named(items.map((item) => item.alphaIfDeleted)),
    item_mean: named(items.map((item) => item.mean)),
    item_sd: named(items.map((item) => item.standardDeviation)),
    kmo,
    msa: named(itemKmo),
    bartlett_chi2: bartlett.chiSquare,
    bartlett_df: bartlett.df,
    bartlett_p: bartlett.p,
    eigenvalues,
    split_half_odd_even_spearman_brown: splitHalf,
  };
}

function correlation({ data, select }: ReferenceCase) {
  const rows = filterRows(readTable(data!).rows, (select?.filter ?? {}) as Record<string, unknown>);
  const pairs = completeCases(rows, [String(select?.x), String(select?.y)]);
  const [x, y] = [pairs.map((pair) => pair[0]!), pairs.map((pair) => pair[1]!)];
  const [byMoment, byRank, byPairs] = [pearson(x, y)!, spearman(x, y)!, kendall(x, y)!];
  return {
    n: byMoment.n,
    pearson: byMoment.r,
    pearson_ci_fisher: [byMoment.interval!.low, byMoment.interval!.high],
    pearson_t: byMoment.statistic,
    pearson_p: byMoment.p,
    spearman: byRank.r,
    spearman_p: byRank.p,
    kendall_tau_b: byPairs.r,
    kendall_p: byPairs.p,
  };
}
