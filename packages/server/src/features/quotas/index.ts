import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const quotas: Feature = { routes };

export { saveQuotas } from "./save-quotas.js";
