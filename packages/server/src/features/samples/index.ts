import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const samples: Feature = { routes };

export { draw } from "./draw.js";
export { frameFromCustomers } from "./make-frame.js";
