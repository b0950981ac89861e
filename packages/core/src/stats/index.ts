export { type Anova, anova } from "./anova.js";
export { columnLetter, type LetterRule, meanLetters, shareLetters } from "./column-letters.js";
export { type Contingency, contingency } from "./contingency.js";
export { type Correlation, kendall, partialCorrelation, pearson, spearman, weightedCorrelation } from "./correlation.js";
export {
  type ColumnBase,
  type Compared,
  type CrossCell,
  type CrossCounts,
  type CrossTableResult,
  type CrossTest,
  crossTable,
  type PairDifference,
} from "./cross-table.js";
export { fisherExact } from "./fisher.js";
export { type Adjustment, adjustPValues, decide, type Findings } from "./multiplicity.js";
export { answersToTell, type PowerPlan, powerOfShares, smallestDifference } from "./power.js";
export { kruskalWallis, type MannWhitney, mannWhitney, type OrdinalTable, tabulate } from "./rank-tests.js";
export { everyoneElse, type SegmentComparisons, segmentMeans, segmentNps, segmentShares } from "./segments.js";
export { type ShareRatio, shareRatio } from "./share-ratio.js";
export { compareMeans, type MeanComparison } from "./two-means.js";
export { compareProportions, type Proportion, type ProportionComparison } from "./two-proportions.js";
