import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const population: Feature = { routes };

export { applyWeights } from "./apply-weights.js";
export { readLevels } from "./levels.js";
export { newest, readMargins, saveMargin } from "./margins.js";
