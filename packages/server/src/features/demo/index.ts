import type { Feature } from "../../platform/feature.js";
import { startPulse } from "./pulse.js";

export const demo: Feature = { routes: [], start: async (services) => startPulse(services) };

export { loadDemo } from "./load.js";
export { DEMO_TENANT } from "./world.js";
