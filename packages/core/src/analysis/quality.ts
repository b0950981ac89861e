import { type Estimate, percentage } from "../measures/index.js";
import { type Reliability, reliability } from "../scales/index.js";
import type { Tally } from "./tally.js";

/** What is to be known about the answers before their figures are believed. */
export interface QualityResult {
  readonly rows: number;
  /** rows without any answer */
  readonly unanswered: number;
  /** rows without a usable weight; `null` without a column of weights */
  readonly unweighted: number | null;
  /** rows with five or more ratings of the commonest scale, all alike, percent; `null` when there was no such row to look at */
  readonly straightLining: Estimate | null;
  /** rows that repeat an earlier one cell by cell */
  readonly repeatedRows: number;
  /** rows whose id an earlier row has, with other answers */
  readonly repeatedKeys: number;
  /** rows looked at for repeats: the first million and a half different ones */
  readonly lookedForRepeats: number;
  /** share of all cells of scores that are empty, 0..1 */
  readonly missingShare: number | null;
  /** cells of scores that are no answer on their scale */
  readonly outside: number;
  /** do the ratings of the commonest scale measure one thing? `against` names those that fall as the others rise: asked the other way round? */
  readonly reliability: (Pick<Reliability, "n" | "alpha"> & { readonly items: number; readonly against: readonly string[] }) | null;
}

/** The checks of answer quality that one pass allows. */
export function qualityOf(tally: Tally): QualityResult {
  const cells = tally.rows * tally.plan.scored.length;
  const found = tally.blockMoments === null ? null : reliability(tally.blockMoments);
  return {
    rows: tally.rows,
    unanswered: tally.unanswered,
    unweighted: tally.weights === null ? null : tally.unweighted,
    straightLining: percentage(tally.straightLines.found, tally.straightLines.looked),
    repeatedRows: tally.repeats.rows,
    repeatedKeys: tally.repeats.keys,
    lookedForRepeats: tally.repeats.looked,
    missingShare: cells === 0 ? null : tally.missing.reduce((a, b) => a + b, 0) / cells,
    outside: tally.outside.reduce((a, b) => a + b, 0),
    reliability:
      found === null ? null : { n: found.n, alpha: found.alpha, items: tally.plan.block.length, against: againstOthers(tally, found) },
  };
}

/** A weaker tie the other way may be chance. */
const AGAINST = -0.1;

function againstOthers({ plan }: Tally, { items }: Reliability): string[] {
  return plan.block.flatMap((at, i) => ((items[i]?.restCorrelation ?? 0) < AGAINST ? [plan.scored[at]!.name] : []));
}
