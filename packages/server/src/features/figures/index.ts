import type { Feature } from "../../platform/feature.js";
import { startProjection } from "./projection.js";
import { routes } from "./routes.js";

export const figures: Feature = { routes, start: async (services) => (await startProjection(services)).stop };

export { type Asked, ask } from "./ask.js";
export { type Projection, projectionOf, startProjection } from "./projection.js";
export { releaseSteps } from "./steps.js";
