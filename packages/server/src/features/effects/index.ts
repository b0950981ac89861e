import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export { fixPlan } from "./fix-plan.js";
export const effects: Feature = { routes };
