import type { ReadingReason } from "@manyi/core/analysis";
import type { DriverCaution, NotRankedReason, Quadrant } from "@manyi/core/drivers";
import type { KanoCategory } from "@manyi/core/kano";
import type { SatisfactionBand } from "@manyi/core/measures";

/** Every fixed word of the report. */
export interface ReportWords {
  readonly sections: Readonly<
    Record<
      | "findings"
      | "mapping"
      | "measures"
      | "distribution"
      | "expectations"
      | "kano"
      | "drivers"
      | "priorities"
      | "groups"
      | "trend"
      | "quality",
      string
    >
  >;
  readonly columns: Readonly<
    Record<
      | "column"
      | "meaning"
      | "reason"
      | "samples"
      | "mean"
      | "top"
      | "interval"
      | "weighted"
      | "effective"
      | "n"
      | "missing"
      | "outside"
      | "share"
      | "correlation"
      | "rankCorrelation"
      | "rank"
      | "note"
      | "importance"
      | "performance"
      | "quadrant"
      | "group"
      | "difference"
      | "period"
      | "change"
      | "expected"
      | "perceived"
      | "ratio"
      | "band"
      | "category"
      | "better"
      | "worse"
      | "feature"
      | "attribute"
      | "check"
      | "result"
      | "figure"
      | "p",
      string
    >
  >;
  readonly npsParts: readonly [detractors: string, passives: string, promoters: string];
  readonly bands: Readonly<Record<SatisfactionBand, string>>;
  readonly kano: Readonly<Record<KanoCategory, string>>;
  readonly quadrants: Readonly<Record<Quadrant, string>>;
  readonly notRanked: Readonly<Record<NotRankedReason, string>>;
  readonly cautions: Readonly<Record<DriverCaution, string>>;
  readonly reasons: Readonly<Record<ReadingReason, string>>;
  readonly leftOut: Readonly<Record<"MOSTLY_EMPTY" | "TOO_MANY", string>>;
  readonly phrases: Readonly<
    Record<
      | "rows"
      | "onlyRows"
      | "noScores"
      | "intervalNote"
      | "weights"
      | "lowBase"
      | "tooFew"
      | "noChange"
      | "gathered"
      | "higher"
      | "lower"
      | "none"
      | "unsteady"
      | "derived"
      | "stated"
      | "notTested"
      | "compared"
      | "ruleEach"
      | "ruleMany"
      | "outcome"
      | "noOutcome"
      | "explained"
      | "complete"
      | "tied"
      | "ceiling"
      | "floor"
      | "noRatio"
      | "drift"
      | "guess"
      | "language"
      | "made"
      | "crossings"
      | "againstRest"
      | "noGroups"
      | "leftOut"
      | "cut"
      | "contradict"
      | "lead"
      | "quiet"
      | "lip"
      | "undated"
      | "others"
      | "ends",
      string
    >
  >;
  readonly checks: Readonly<
    Record<"straight" | "rowRepeats" | "keyRepeats" | "missing" | "outside" | "unanswered" | "unweighted" | "alpha" | "ends", string>
  >;
}
