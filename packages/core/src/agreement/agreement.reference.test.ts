import { completeCases, type ReferenceCase, readTable, testReference } from "../testing/index.js";
import { type CohenKappa, categoryCounts, cohenKappa, fleissKappa, intraclass, kendallW, krippendorffAlpha } from "./index.js";

testReference("14_agreement", (reference) => {
  if (reference.id.startsWith("fleiss")) return fleiss(reference);
  if (reference.id.startsWith("icc")) return icc(reference);
  if (reference.id.startsWith("krippendorff")) {
    const { matrix_units_by_observers: units } = reference.params as { matrix_units_by_observers: (number | null)[][] };
    const levels = ["nominal", "ordinal", "interval", "ratio"] as const;
    return Object.fromEntries(levels.map((level) => [level, krippendorffAlpha(units, level)]));
  }
  const { table } = reference.params as { table: number[][] };
  if ("kappa" in reference.expected) return cohen(cohenKappa(table)!);
  return {
    none: cohen(cohenKappa(table)!),
    linear: cohen(cohenKappa(table, "linear")!),
    quadratic: cohen(cohenKappa(table, "quadratic")!),
  };
});

function cohen({ n, observed, expected, kappa, standardError, interval, nullError, z }: CohenKappa) {
  return { n, observed, expected, kappa, se: standardError, ci95: [interval.low, interval.high], se_null: nullError, z };
}

function fleiss({ data }: ReferenceCase) {
  const { columns, rows } = readTable(data!);
  const ratings = rows.map((row) => columns.map((column) => row[column]!));
  const { subjects, raters, observed, expected, kappa, nullError, z } = fleissKappa(categoryCounts(ratings))!;
  return { subjects, raters, P_bar: observed, Pe_bar: expected, kappa, se_null: nullError, z };
}

function icc({ data, params }: ReferenceCase) {
  const table = data === undefined ? null : readTable(data);
  const scores = table === null ? (params as { matrix: number[][] }).matrix : completeCases(table.rows, table.columns);
  const { n, k, meanSquares, ...forms } = intraclass(scores)!;
  const { w, ...test } = kendallW(scores)!;
  return {
    n,
    k,
    BMS: meanSquares.between,
    WMS: meanSquares.within,
    JMS: meanSquares.raters,
    EMS: meanSquares.error,
    icc1_1: forms.icc11,
    icc2_1: forms.icc21,
    icc3_1: forms.icc31,
    icc1_k: forms.icc1k,
    icc2_k: forms.icc2k,
    icc3_k: forms.icc3k,
    kendall: { W: w, chi2: test.chiSquare, df: test.df, p: test.p },
    krippendorff: { ordinal: krippendorffAlpha(scores, "ordinal"), interval: krippendorffAlpha(scores, "interval") },
  };
}
