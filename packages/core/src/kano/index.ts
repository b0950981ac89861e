export { type DriftAlert, kanoWave, tierDrift, type WaveTier } from "./drift.js";
export {
  type KanoAnswer,
  type KanoCategory,
  type KanoCounts,
  type KanoTable,
  kanoCategory,
  kanoCounts,
  kanoCrossTable,
} from "./evaluation.js";
export {
  type FongTest,
  type KanoScores,
  type KanoSummary,
  kanoFromAnswers,
  kanoScores,
  kanoSummary,
  QUESTIONABLE_SHARE,
} from "./summary.js";
export { type ExpectationTier, tierLevel, tierOfCategory } from "./tier.js";
