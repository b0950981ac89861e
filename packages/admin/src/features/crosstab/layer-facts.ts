import type { TFunction } from "i18next";
import type { Format } from "../../format/index.js";
import type { Crosstab, Layer } from "./drill.js";

type Words = TFunction<"crosstab">;

/** Above this share of small expected counts the chi-square test is doubtful (Cochran's rule). */
const MOST_SMALL = 0.2;

/** `p < 0.001`, `p 0.019` */
export function pText(p: number): string {
  return p < 0.001 ? "p < 0.001" : `p ${p.toFixed(3)}`;
}

/** How closely rows and columns go together, by Cramér's V: below 0.1 hardly, from 0.3 clearly. */
export function strengthOf(v: number): "none" | "weak" | "medium" | "strong" {
  if (v < 0.1) return "none";
  if (v < 0.3) return "weak";
  return v < 0.5 ? "medium" : "strong";
}

/** What stands below one table: the test with its condition, how many comparisons were made by which rule, what is hidden. */
export function layerFacts(layer: Layer, table: Crosstab, t: Words, format: Format): string[] {
  const { test, pairs, rest, hidden } = layer;
  const facts: string[] = [];
  if (test !== null) {
    facts.push(
      t("fact.test", {
        chi: test.chiSquare.toFixed(1),
        df: test.df,
        p: pText(test.p),
        v: test.cramersV.toFixed(2),
        strength: t(`strength.${strengthOf(test.cramersV)}`),
      }),
    );
    facts.push(
      test.smallExpectedShare > MOST_SMALL
        ? t("fact.doubtful", { share: format.figure("percent", 100 * test.smallExpectedShare) })
        : t("fact.expected", { least: test.minExpected.toFixed(1) }),
    );
  } else if (table.rows.overlaps || table.columns.overlaps) {
    const isTopic = [table.rows, table.columns].some(({ code }) => code === "topic");
    const isPicked = [table.rows, table.columns].some(({ code, overlaps }) => overlaps && code !== "topic");
    if (isPicked) facts.push(t("fact.multiple"));
    if (isTopic) facts.push(t("fact.topics"));
  }
  const compared = pairs.compared + rest.compared;
  if (table.columns.overlaps) facts.push(t("fact.sharedColumns"));
  else if (compared === 0) facts.push(t("fact.none"));
  else {
    const key = pairs.rule === "benjamini-hochberg-at-0.10" ? "fact.corrected" : "fact.each";
    facts.push(t(key, { pairs: format.count(pairs.compared), rest: format.count(rest.compared) }));
  }
  if (hidden > 0) facts.push(t("fact.hidden", { count: hidden }));
  return facts;
}
