import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const loyalty: Feature = { routes };

export { DEFAULT_MODEL } from "./model.js";
export { evaluateTiers } from "./tiers.js";
export { insertPurchases, type NewPurchase, touchPurchases } from "./writes.js";
