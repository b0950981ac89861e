import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const checks: Feature = { routes };

export { scoreOf } from "./score.js";
