import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const surveys: Feature = { routes };
export { lintDefinition } from "./lint-view.js";
