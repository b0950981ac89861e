import type { Feature } from "../../platform/feature.js";
import { followEvents } from "./follow-events.js";
import { routes } from "./routes.js";

export const live: Feature = { routes, start: followEvents };
