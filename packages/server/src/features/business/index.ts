import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const business: Feature = { routes };
