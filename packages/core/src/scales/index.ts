export { type AlphaInterval, alphaInterval } from "./alpha-interval.js";
export { type Factorability, factorability } from "./factorability.js";
export { type FloorCeiling, floorCeiling } from "./floor-ceiling.js";
export { firstLoadings } from "./loadings.js";
export { type ItemMoments, itemMoments, reverseScore } from "./moments.js";
export { type ItemReliability, type Reliability, reliability, spearmanBrown } from "./reliability.js";
export { type CheckedScale, SCALE_LIMITS, type ScaleWarning, scaleWarnings } from "./warnings.js";
