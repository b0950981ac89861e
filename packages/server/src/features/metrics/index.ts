import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export { type PlacedTarget, readTargets } from "./targets.js";
export const metrics: Feature = { routes };
