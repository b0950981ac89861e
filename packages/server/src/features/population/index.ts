import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const population: Feature = { routes };

export { applyWeights } from "./apply-weights.js";
export { saveMargin } from "./margins.js";
