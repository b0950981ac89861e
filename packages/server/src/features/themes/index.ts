import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const themes: Feature = { routes };

export { quotesOf } from "./topic.js";
