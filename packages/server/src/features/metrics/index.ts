import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export { readTargets } from "./targets.js";
export const metrics: Feature = { routes };
