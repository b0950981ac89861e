import type { Feature } from "../../platform/feature.js";
import { startPulse } from "./pulse.js";

export const demo: Feature = { routes: [], start: startPulse };

export { loadDemo } from "./load.js";
