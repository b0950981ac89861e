import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export { fixPlan } from "./fix-plan.js";
export { proposeUnits } from "./preview.js";
export const effects: Feature = { routes };
