export { averageCell, type Cell, meanCell, npsCell, shareCell } from "./cell.js";
export { detectable, type EffectPlan, smallestDetectableEffect } from "./detectable.js";
export { type DifferenceOfChanges, differenceOfChanges, type GroupChange, type UnitChange } from "./difference.js";
export {
  type EffectCaution,
  type EffectQuestion,
  type EffectVerdict,
  type JudgedEffect,
  type JudgedUnit,
  judgeEffect,
  MIN_EFFECT_BASE,
  MIN_EFFECT_UNITS,
  type Placebo,
} from "./judge.js";
export { type OtherInitiative, type Overlap, overlaps, UNEVEN_OVERLAP } from "./overlap.js";
export { PICKED_BY_LOT, PICKED_SD, type RegressionToMean, regressionToMean } from "./regression-to-mean.js";
export { type Likeness, proposeComparisons, type RollOutStep, type RollOutUnit, rollOut } from "./roll-out.js";
