import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export { requireOwner } from "./owners.js";
export const findings: Feature = { routes };

export { proposeFinding } from "./propose-finding.js";
