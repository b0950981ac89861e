import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const analysis: Feature = { routes };

export { driverEvidence } from "./driver-evidence.js";
export { kanoEvidence } from "./kano-evidence.js";
export { readTiers } from "./tiers.js";
