import type { Feature } from "../../platform/feature.js";
import { pages } from "./pages.js";

export const operations: Feature = { routes: [], pages };
