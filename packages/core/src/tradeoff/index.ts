export { type BestWorstDesign, type BestWorstPlan, bestWorstDesign } from "./best-worst-design.js";
export { type BestWorstAnswer, type BestWorstItem, type BestWorstScores, bestWorstScores } from "./best-worst-scores.js";
export { type ChoiceAttribute, type ChoiceModel, type ChoiceTask, choiceModel } from "./choice-model.js";
export {
  arePricesRising,
  type CurvePoint,
  PRICE_PARTS,
  type PriceAnswer,
  type PriceCounts,
  type PriceCurves,
  type PricePart,
  type PricePoint,
  priceCurves,
  priceCurvesOfCounts,
} from "./price-curves.js";
export { type ReferencePrice, referencePrice } from "./reference-price.js";
export { type RiseLimit, type RiseTolerance, riseTolerance } from "./rise-tolerance.js";
