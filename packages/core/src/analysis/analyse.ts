import { type Crosstabs, crosstabsOf } from "./crosstabs.js";
import { type ExpectationResult, expectationsOf, type KanoResult, kanoOf } from "./expectations.js";
import { type DriversResult, driversOf, type PrioritiesResult, prioritiesOf } from "./explain.js";
import { type Finding, findingsOf } from "./findings.js";
import { type MeasureResult, measuresOf } from "./measure.js";
import { type QualityResult, qualityOf } from "./quality.js";
import type { Tally } from "./tally.js";
import type { ColumnReading } from "./targets.js";
import { type TrendResult, trendOf } from "./trend.js";

/** Everything that can be said about one table of answers. Figures are unrounded; names are the table's own. */
export interface Analysis {
  readonly rows: number;
  readonly columns: readonly ColumnReading[];
  /** column that the drivers explain; `null` when none was found or named */
  readonly outcome: string | null;
  readonly findings: readonly Finding[];
  readonly measures: readonly MeasureResult[];
  readonly expectations: readonly ExpectationResult[];
  readonly kano: readonly KanoResult[];
  readonly drivers: DriversResult | null;
  readonly priorities: PrioritiesResult | null;
  readonly crosstabs: Crosstabs;
  readonly trend: TrendResult | null;
  readonly quality: QualityResult;
}

/**
 * From counts to figures and findings.
 *
 * @param tally what {@link createTally} counted
 * @example
 * const plan = planAnalysis([{ name: "ltr", target: { to: "metric", metric: "nps" }, why: "name", samples: [], filled: 1 }], []);
 * const counting = createTally(plan);
 * for (const answer of ["10", "9", "3", "8"]) counting.add([answer]);
 * analyse(counting.done()).measures[0].headline.value // => 25
 */
export function analyse(tally: Tally): Analysis {
  const { plan } = tally;
  const outcome = plan.outcome === null ? null : plan.scored[plan.outcome]!.name;
  const measures = measuresOf(tally);
  const drivers = driversOf(tally);
  const parts = {
    outcome,
    measures,
    expectations: expectationsOf(tally),
    kano: kanoOf(tally),
    drivers,
    priorities: prioritiesOf(tally, measures, drivers),
    crosstabs: crosstabsOf(tally),
    trend: trendOf(tally),
    quality: qualityOf(tally),
  };
  return { rows: tally.rows, columns: plan.columns, findings: findingsOf(parts), ...parts };
}
