import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export { requireOwner } from "./owners.js";
export { findOne } from "./read-findings.js";
export const findings: Feature = { routes };

export { proposeFinding } from "./propose-finding.js";
