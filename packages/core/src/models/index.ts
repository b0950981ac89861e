export type { QualityOfLatent } from "./measure-quality.js";
export { checkPathModel, type Latent, type PathModel } from "./path-model.js";
export { type EffectResult, type ItemResult, type LatentResult, type PathResult, type PlsModel, type PlsOptions, plsModel } from "./pls.js";
export { bootstrapPls, type PlsBootstrap, type ResampleSource, type Spread } from "./pls-bootstrap.js";
export type { InnerScheme } from "./pls-core.js";
export { type IndexModelKind, indexModel, latentsOfIndexModel } from "./presets.js";
export { MAX_HTMT, MIN_AVE, MIN_LOADING, MIN_MODEL_BASE, MIN_RELIABILITY, type ModelWarning, neededBase } from "./warnings.js";
